"""Things several tasks or threads change: read, then a wait, then written from what was read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from sandbox.inside.reading.program import Fact, Function, Program, inside, last_part, names_read, root, shared_names

GROWING: Final = frozenset({"append", "add", "remove", "discard", "pop", "popleft", "insert", "extend", "update"})
TAKING: Final = frozenset({"remove", "discard", "pop", "popleft"})
NO_LOCKS: Final = (
    "open(", "timeout", "client", "session", "suppress(", "executor(", "taskgroup(", "task_group(", ".get(", ".post(",
    "redirect", "fail_after(", "move_on_after(",
)  # fmt: skip
"""Words of what may stand in a `with` and locks nobody out."""


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
        self._parameters = parameters
        self._read: dict[str, list[tuple[str, int]]] = {}
        """A name of its own -> the shared places it was read from, and where."""
        self._tested: dict[str, int] = {}
        self._compared: set[int] = set()
        """Lines of tests that ask how many there are, or whether one is there."""
        self._waited: list[int] = []
        self._asynchronous = isinstance(function, ast.AsyncFunctionDef)

    def facts(self) -> Iterator[Fact]:
        for node in inside(self._function.body):
            if self._waits(node):
                self._waited.append(node.lineno)  # type: ignore[attr-defined]
            if isinstance(node, (ast.Assign, ast.AugAssign)) and not _locked(self._program, node):
                yield from self._assigned(node)
            if isinstance(node, ast.Call) and not _locked(self._program, node):
                yield from self._grown(node)
            if isinstance(node, (ast.If, ast.While)) and not _locked(self._program, node):
                if any(isinstance(value, ast.Compare) for value in ast.walk(node.test)):
                    self._compared.add(node.lineno)
                for value in ast.walk(node.test):
                    if place := self._place(value):
                        self._tested.setdefault(place, node.lineno)

    def _grown(self, call: ast.Call) -> Iterator[Fact]:
        """`self.booked.append(...)` after a wait, of what was looked at before it."""
        if not isinstance(call.func, ast.Attribute) or call.func.attr not in GROWING:
            return
        place = self._place(call.func.value)
        line = self._tested.get(place, 0) if place else 0
        if call.func.attr not in TAKING and line not in self._compared:
            return  # more to do, for who asked whether there was any
        between = self._between(line, call.lineno) if line else []
        if between and line < call.lineno:
            yield self._fact(call, place, (line, *between))

    def _fact(self, node: ast.stmt | ast.expr, place: str, lines: tuple[int, ...]) -> Fact:
        kind = "read-await-write" if self._asynchronous else "thread-race"
        tags = [self._function.name[:80]]
        if not self._asynchronous:
            tags += _callers(self._program, self._function)
        return Fact(kind, node.lineno, node.end_lineno or node.lineno, place[:80], lines, tags=tuple(tags))

    def _waits(self, node: ast.AST) -> bool:
        if self._asynchronous:
            return isinstance(node, (ast.Await, ast.AsyncWith))
        return isinstance(node, ast.Call) and self._program.called(node) == "time.sleep"

    def _assigned(self, node: ast.Assign | ast.AugAssign) -> Iterator[Fact]:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            written = self._place(target)
            if written:
                lines = self._stale(node, written)
                if lines:
                    yield self._fact(node, written, lines)
                self._tested.pop(written, None)  # from here on it is as it was made
            elif isinstance(target, ast.Name):
                places = [place for value in ast.walk(node.value) if (place := self._place(value))]
                if places:
                    self._read[target.id] = [(place, node.lineno) for place in places]

    def _place(self, node: ast.AST) -> str:
        """A shared place, as both reading and writing spell it; "" for what is nobody else's."""
        if isinstance(node, ast.Name):
            everybodys = node.id in self._program.top_level and node.id not in self._own | self._parameters
            return node.id if node.id in self._shared or everybodys else ""
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "get"
            and node.args
        ):
            thing = self._place(node.func.value)
            return f"{thing}[{self._program.text(node.args[0])}]" if thing else ""
        if isinstance(node, (ast.Attribute, ast.Subscript)) and root(node) and root(node) not in self._own:
            return self._program.text(node)
        return ""

    def _stale(self, node: ast.Assign | ast.AugAssign, place: str) -> tuple[int, ...]:
        """Where the value written was read, and the waits in between; empty where it is fresh."""
        used = names_read(node.value)
        read = [one for name, sources in self._read.items() if name in used for one in sources if one[0] == place]
        for _, line in read:
            between = self._between(line, node.lineno)
            if between or not self._asynchronous:
                return (line, *between)
        if not self._asynchronous and isinstance(node, ast.AugAssign) and self._everybodys(node.target):
            return (node.lineno,)
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
            if not all(any(word in name for word in NO_LOCKS) for name in names):
                return True
    function = program.function(node)
    return any(
        isinstance(one, ast.Call) and last_part(program.called(one)) == "acquire" for one in ast.walk(function or node)
    )


def _callers(program: Program, function: Function) -> list[str]:
    """Functions that call this one, where the object is the same for all: what a thread is begun with may be one."""
    owner = program.parents.get(function)
    if isinstance(owner, ast.ClassDef):
        made = [call for call in program.of_type(ast.Call) if last_part(program.called(call)) == owner.name]
        if len(made) != 1 or program.function(made[0]) is not None or any(True for _ in _loops(program, made[0])):
            return []
    names: list[str] = []
    for call in program.of_type(ast.Call):
        above = program.function(call)
        if last_part(program.called(call)) == function.name and isinstance(above, ast.FunctionDef):
            names.append(above.name[:80])
    return list(dict.fromkeys(names))[:6]


def _loops(program: Program, node: ast.AST) -> Iterator[ast.AST]:
    kinds = (ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.SetComp)
    return (above for above in program.above(node) if isinstance(above, kinds))
