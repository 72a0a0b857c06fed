"""Things several tasks or threads change: read, then a wait, then written; and locks held around a wait."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from sandbox.inside.reading.blocking import sort_of
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Function, Program, inside, last_part, names_read, root


def races(program: Program) -> Iterator[Fact]:
    for function in program.of_type(ast.FunctionDef, ast.AsyncFunctionDef):
        yield from _races_in(program, function)


def _shared(program: Program, function: Function) -> set[str]:
    return {
        name for node in inside(function.body) if isinstance(node, (ast.Global, ast.Nonlocal)) for name in node.names
    }


def _key(program: Program, node: ast.AST, shared: set[str], own: set[str]) -> str:
    """A name for a shared place, as both reading and writing spell it; "" for what is nobody else's."""
    if isinstance(node, ast.Name):
        return node.id if node.id in shared else ""
    if isinstance(node, (ast.Attribute, ast.Subscript)):
        name = root(node)
        if name and name not in own:
            return program.text(node)
    return ""


def _races_in(program: Program, function: Function) -> Iterator[Fact]:
    """In the order of the text: a shared place is read into a name, then comes a wait, then it is written from it."""
    asynchronous = isinstance(function, ast.AsyncFunctionDef)
    shared = _shared(program, function)
    stored = {
        node.id for node in inside(function.body) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    parameters = {one.arg for one in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]}
    own = stored - shared - parameters
    read: dict[str, tuple[str, int]] = {}
    tested: dict[str, int] = {}
    waited: list[int] = []
    for node in inside(function.body):
        if asynchronous and isinstance(node, ast.Await):
            waited.append(node.lineno)
        if not asynchronous and isinstance(node, ast.Call) and program.called(node) == "time.sleep":
            waited.append(node.lineno)
        if isinstance(node, (ast.Assign, ast.AugAssign)) and not _locked(program, node):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                key = _key(program, target, shared, own)
                if key:
                    yield from _written(program, node, key, read, tested, waited, function)
                elif isinstance(target, ast.Name):
                    for value in ast.walk(node.value):
                        place = _key(program, value, shared, own)
                        if place:
                            read[target.id] = (place, node.lineno)
        if isinstance(node, (ast.If, ast.While)) and asynchronous and not _locked(program, node):
            for value in ast.walk(node.test):
                place = _key(program, value, shared, own)
                if place:
                    tested.setdefault(place, node.lineno)


def _written(
    program: Program, node: Any, key: str, read: dict[str, tuple[str, int]], tested: dict[str, int],
    waited: list[int], function: Function,
) -> Iterator[Fact]:  # fmt: skip
    kind = "read-await-write" if isinstance(function, ast.AsyncFunctionDef) else "thread-race"
    used = names_read(node.value)
    for name, (place, line) in read.items():
        between = [at for at in waited if line <= at <= node.lineno]
        if place == key and name in used and (between or kind == "thread-race"):
            yield Fact(kind, node.lineno, node.end_lineno, key[:80], (line, *between[:5]), tags=(function.name[:80],))
            return
    if isinstance(node, ast.AugAssign):
        awaited = [one.lineno for one in ast.walk(node.value) if isinstance(one, ast.Await)]
        if kind == "read-await-write" and awaited:
            # The left side is read before the right side is waited for.
            yield Fact(
                kind, node.lineno, node.end_lineno, key[:80], (node.lineno, *awaited), tags=(function.name[:80],)
            )
            return
    elif kind == "read-await-write":
        for value in ast.walk(node.value):
            if isinstance(value, ast.BinOp) and program.text(value.left) == key:
                awaited = [one.lineno for one in ast.walk(value.right) if isinstance(one, ast.Await)]
                if awaited:
                    yield Fact(
                        kind,
                        node.lineno,
                        node.end_lineno,
                        key[:80],
                        (node.lineno, *awaited),
                        tags=(function.name[:80],),
                    )
                    return
    line = tested.get(key, 0)
    between = [at for at in waited if line and line <= at <= node.lineno]
    if kind == "read-await-write" and between and line < node.lineno:
        yield Fact(
            kind, node.lineno, node.end_lineno, key[:80], (line, *between[:5]), tags=(function.name[:80], "tested")
        )


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


def locks(program: Program) -> Iterator[Fact]:
    """`async with lock:` around awaits, where nothing shared is touched inside."""
    for block in program.of_type(ast.AsyncWith):
        awaits = [node for node in inside(block.body) if isinstance(node, ast.Await)]
        if not awaits:
            continue
        tags = ["protects"] if _protects(program, block) else []
        yield Fact(
            "lock", block.lineno, block.end_lineno or block.lineno, program.text(block.items[0].context_expr)[:80],
            tuple(line for node in awaits[:10] for line in (node.lineno, node.end_lineno or node.lineno)), tags=tuple(tags),
        )  # fmt: skip


def _protects(program: Program, block: ast.AsyncWith) -> bool:
    function = program.function(block)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    shared = _shared(program, function)
    for node in inside(block.body):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in shared:
            return True
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and _shares_key(program, node):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in (
                "write",
                "send",
                "writelines",
                "drain",
                "sendall",
                "execute",
                "commit",
                "pop",
                "popleft",
                "remove",
                "login",
                "refresh",
            ):
                return True
    return False


def _shares_key(program: Program, node: ast.Subscript) -> bool:
    """Whether others write to the same key: one that is written there, or counted up."""
    if isinstance(node.slice, ast.Constant) or isinstance(program.parents.get(node), ast.AugAssign):
        return True
    statement = program.statement(node)
    return isinstance(statement, ast.Assign) and root(node) in names_read(statement.value)


def locks_of_threads(program: Program) -> Iterator[Fact]:
    """`with lock:` in a plain function, around something that only waits."""
    for block in program.of_type(ast.With):
        function = program.function(block)
        if not isinstance(function, ast.FunctionDef):
            continue
        name = program.text(block.items[0].context_expr)
        waiting = [
            node
            for node in inside(block.body)
            if isinstance(node, ast.Call) and sort_of(program, node) in ("sleep", "network", "subprocess")
        ]
        if waiting and "(" not in name and not _protects(program, block):
            lines = tuple(line for node in waiting[:10] for line in (node.lineno, node.end_lineno or node.lineno))
            yield Fact("thread-lock", block.lineno, block.end_lineno or block.lineno, name[:80], lines)


def threads_in_turn(program: Program) -> Iterator[Fact]:
    """`t.start()` followed by `t.join()` in the body of a loop."""
    for loop in program.of_type(ast.For, ast.While):
        started: dict[str, int] = {}
        handed: dict[str, int] = {}
        for statement in loop.body:
            yield from _handed_in_turn(program, loop, statement, handed)
            call = getattr(statement, "value", None)
            if (
                not isinstance(statement, ast.Expr)
                or not isinstance(call, ast.Call)
                or not isinstance(call.func, ast.Attribute)
            ):
                continue
            thing = program.text(call.func.value)
            if call.func.attr == "start":
                started[thing] = statement.lineno
            elif call.func.attr == "join" and thing in started:
                yield Fact(
                    "start-join", statement.lineno, statement.end_lineno or statement.lineno, thing[:80],
                    (started[thing], loop.lineno, loop.end_lineno or loop.lineno), edit=_two_loops(program, loop, thing),
                )  # fmt: skip


def _two_loops(program: Program, loop: ast.For | ast.While, thing: str) -> list[dict[str, Any]] | None:
    """The threads kept as they start, and joined by a loop of their own."""
    last = loop.body[-1]
    plain = isinstance(last, ast.Expr) and program.called(last.value) == f"{thing}.join" and thing.isidentifier()
    if not plain or loop.orelse or any(isinstance(node, ast.Name) and node.id == "started" for node in program.nodes):
        return None
    outer, inner = program.indent(loop.lineno), program.indent(last.lineno)
    patch = Patch(program)
    patch.insert(loop.lineno, f"{outer}started = []")
    lines = [f"{inner}started.append({thing})", f"{outer}for {thing} in started:", program.text(last)]
    lines[2] = outer + inner.removeprefix(outer) + lines[2]
    patch.replace_lines(last.lineno, last.end_lineno or last.lineno, "\n".join(lines))
    return patch.edit()


def _handed_in_turn(
    program: Program, loop: ast.For | ast.While, statement: ast.stmt, handed: dict[str, int]
) -> Iterator[Fact]:
    """`pool.submit(...)` whose result is asked for on the same round. `handed`: names of what was submitted on it."""
    if isinstance(statement, (ast.For, ast.While, ast.If, ast.With, ast.Try)):
        return
    for node in inside(statement):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "result":
            continue
        thing = node.func.value
        line = handed.get(program.text(thing), 0)
        if _submits(program, thing):
            line = thing.lineno
        if line:
            lines = (line, loop.lineno, loop.end_lineno or loop.lineno)
            yield Fact("start-join", node.lineno, node.end_lineno or node.lineno, program.text(thing)[:80], lines)
    if isinstance(statement, ast.Assign) and _submits(program, statement.value):
        handed.update((program.text(target), statement.lineno) for target in statement.targets)


def _submits(program: Program, node: ast.AST) -> bool:
    return last_part(program.called(node)) == "submit"
