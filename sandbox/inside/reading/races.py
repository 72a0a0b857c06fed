"""Things several tasks or threads change: read, then a wait, then written from what was read."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sandbox.inside.reading.program import Fact, Function, Program, inside, last_part, names_read, root, shared_names


def races(program: Program) -> Iterator[Fact]:
    for function in program.of_type(ast.FunctionDef, ast.AsyncFunctionDef):
        yield from _Reading(program, function).facts()


class _Reading:
    """One function, in the order of its text."""

    def __init__(self, program: Program, function: Function) -> None:
        self._program = program
        self._function = function
        self._shared = shared_names(function)
        stored = {
            node.id for node in inside(function.body) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        parameters = {one.arg for one in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]}
        self._own = stored - self._shared - parameters
        self._read: dict[str, tuple[str, int]] = {}
        """A name of its own -> the shared place it was read from, and where."""
        self._tested: dict[str, int] = {}
        self._waited: list[int] = []
        self._asynchronous = isinstance(function, ast.AsyncFunctionDef)

    def facts(self) -> Iterator[Fact]:
        for node in inside(self._function.body):
            if self._waits(node):
                self._waited.append(node.lineno)  # type: ignore[attr-defined]
            if isinstance(node, (ast.Assign, ast.AugAssign)) and not _locked(self._program, node):
                yield from self._assigned(node)
            if isinstance(node, (ast.If, ast.While)) and self._asynchronous and not _locked(self._program, node):
                for value in ast.walk(node.test):
                    if place := self._place(value):
                        self._tested.setdefault(place, node.lineno)

    def _waits(self, node: ast.AST) -> bool:
        if self._asynchronous:
            return isinstance(node, ast.Await)
        return isinstance(node, ast.Call) and self._program.called(node) == "time.sleep"

    def _assigned(self, node: ast.Assign | ast.AugAssign) -> Iterator[Fact]:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            written = self._place(target)
            if written:
                lines = self._stale(node, written)
                if lines:
                    kind = "read-await-write" if self._asynchronous else "thread-race"
                    tags = (self._function.name[:80],)
                    yield Fact(kind, node.lineno, node.end_lineno or node.lineno, written[:80], lines, tags=tags)
            elif isinstance(target, ast.Name):
                for value in ast.walk(node.value):
                    if place := self._place(value):
                        self._read[target.id] = (place, node.lineno)

    def _place(self, node: ast.AST) -> str:
        """A shared place, as both reading and writing spell it; "" for what is nobody else's."""
        if isinstance(node, ast.Name):
            return node.id if node.id in self._shared else ""
        if isinstance(node, (ast.Attribute, ast.Subscript)) and root(node) and root(node) not in self._own:
            return self._program.text(node)
        return ""

    def _stale(self, node: ast.Assign | ast.AugAssign, place: str) -> tuple[int, ...]:
        """Where the value written was read, and the waits in between; empty where it is fresh."""
        used = names_read(node.value)
        for name, (source, line) in self._read.items():
            between = self._between(line, node.lineno)
            if source == place and name in used and (between or not self._asynchronous):
                return (line, *between)
        if not self._asynchronous:
            return (node.lineno,) if isinstance(node, ast.AugAssign) and self._everybodys(node.target) else ()
        # The left side of `+=` is read before the right side is waited for; `x = x + await f()` likewise.
        later: list[ast.AST] = [node.value] if isinstance(node, ast.AugAssign) else []
        later += [
            value.right
            for value in ast.walk(node.value)
            if isinstance(value, ast.BinOp) and self._program.text(value.left) == place
        ]
        awaited = [one.lineno for value in later for one in ast.walk(value) if isinstance(one, ast.Await)]
        if awaited:
            return (node.lineno, *awaited[:5])
        line = self._tested.get(place, 0)
        between = self._between(line, node.lineno) if line else []
        return (line, *between) if between and line < node.lineno else ()

    def _everybodys(self, target: ast.AST) -> bool:
        """Surely the same place for every thread: not one of its own, in a list or an object it was handed."""
        if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Constant):
            return False
        return root(target) in self._shared or (
            not isinstance(target, ast.Name) and root(target) in self._program.top_level
        )

    def _between(self, first: int, last: int) -> list[int]:
        return [at for at in self._waited if first <= at <= last][:5]


def _locked(program: Program, node: ast.AST) -> bool:
    """Within a `with` of anything that could be a lock."""
    for above in program.above(node):
        if isinstance(above, (ast.With, ast.AsyncWith)):
            names = [program.text(item.context_expr).lower() for item in above.items]
            if not all("open(" in name or "timeout" in name or "client" in name for name in names):
                return True
    function = program.function(node)
    return any(
        isinstance(one, ast.Call) and last_part(program.called(one)) == "acquire" for one in ast.walk(function or node)
    )
