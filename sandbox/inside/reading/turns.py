"""Locks held around a wait, and threads that take turns though nothing makes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

from sandbox.inside.reading.blocking import sort_of
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, root, shared_names

CHANGING: Final = frozenset(
    {"write", "send", "writelines", "drain", "sendall", "execute", "commit", "pop", "popleft", "remove", "login",
     "refresh"}
)  # fmt: skip
"""Methods that ask for turns: what a lock around them is for."""


def locks(program: Program) -> Iterator[Fact]:
    """`async with lock:` around awaits, where nothing shared is touched inside."""
    for block in program.of_type(ast.AsyncWith):
        awaits = [node for node in inside(block.body) if isinstance(node, ast.Await)]
        if not awaits:
            continue
        tags = ["protects"] if _protects(program, block) else []
        yield Fact(
            "lock", block.lineno, block.end_lineno or block.lineno, program.text(block.items[0].context_expr)[:80],
            tuple(line for node in awaits[:10] for line in (node.lineno, node.end_lineno or node.lineno)),
            tags=tuple(tags),
        )  # fmt: skip


def _protects(program: Program, block: ast.AsyncWith) -> bool:
    function = program.function(block)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    shared = shared_names(function)
    for node in inside(block.body):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in shared:
            return True
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and _shares_key(program, node):
            return True
        if isinstance(node, ast.Call) and last_part(program.called(node)) in CHANGING:
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
                    (started[thing], loop.lineno, loop.end_lineno or loop.lineno),
                    edit=_two_loops(program, loop, thing),
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
