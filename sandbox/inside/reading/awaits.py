"""Awaits that stand in line: one after the other, in a loop, a task awaited as soon as it is made, a gather of one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from sandbox.inside.reading.effects import Effects, Sharing
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import (
    COMPREHENSIONS,
    Fact,
    Program,
    inside,
    last_part,
    names_read,
    names_stored,
    root,
)

GATHERING: Final = frozenset({"gather", "wait", "as_completed", "create_task", "ensure_future", "start_soon"})
TAKING_TURNS: Final = frozenset(
    {"get", "put", "join", "acquire", "wait", "send", "send_text", "send_json", "recv", "receive", "receive_text",
     "drain", "read", "readline", "readexactly", "readuntil", "anext", "__anext__", "asend", "communicate", "connect",
     "close", "aclose", "wait_closed", "start_server", "serve_forever", "commit", "rollback", "cancel", "shutdown",
     "notify", "set", "sendall", "open_connection", "create_subprocess_exec", "create_subprocess_shell",
     "checkpoint", "start", "write", "login", "begin", "execute", "close_all"}
)  # fmt: skip
"""Asynchronous operations that are about order, or whose order nobody can judge from the text."""
CLIENTS: Final = ("client", "http", "session", "c", "cliente", "sesion", "sesión", "api", "kitchen", "cocina")
SIMPLE: Final = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Return)


class Member(NamedTuple):
    """An awaited call that could run beside others."""

    node: ast.Await
    call: ast.Call
    does: ast.Call
    """The call that does the work: what `wait_for` or `to_thread` was handed, the call itself elsewhere."""


def member(program: Program, node: ast.AST) -> Member | None:
    """The awaited call, or None where it is about order, time, or gathers already."""
    if not isinstance(node, ast.Await) or not isinstance(node.value, ast.Call):
        return None
    call = does = node.value
    name = last_part(program.called(call))
    if name in ("wait_for", "shield") and call.args and isinstance(call.args[0], ast.Call):
        does = call.args[0]
    elif (
        name in ("to_thread", "run_in_threadpool", "run_sync") and call.args and not isinstance(call.args[0], ast.Call)
    ):
        does = ast.copy_location(ast.Call(call.args[0], call.args[1:], call.keywords), call)
    elif name == "run_in_executor" and len(call.args) > 1 and not isinstance(call.args[1], ast.Call):
        does = ast.copy_location(ast.Call(call.args[1], call.args[2:], []), call)
    elif _makes_task(program, call) or _gathers_one(program, call):
        does = call.args[0]  # type: ignore[assignment]
    name = last_part(program.called(does))
    if name in GATHERING or name in ("sleep", "sleep_until", "timeout", "run"):
        return None
    if name not in program.functions and name in TAKING_TURNS and not _of_client(program, does):
        return None
    return Member(node, call, does)


def _of_client(program: Program, call: ast.Call) -> bool:
    """`client.get(...)`: the one word that queues and HTTP clients share."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "get":
        return False
    thing = program.dotted(call.func.value)
    made = {program.called(value) for name, value in _bound(program) if name == thing}
    if any(last_part(one) in ("AsyncClient", "ClientSession") for one in made):
        return True
    return not any("Queue" in one for one in made) and last_part(thing).lower() in CLIENTS


def _bound(program: Program) -> Iterator[tuple[str, ast.expr]]:
    for node in program.nodes:
        if isinstance(node, ast.Assign):
            yield from ((program.dotted(target), node.value) for target in node.targets)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from ((program.dotted(i.optional_vars), i.context_expr) for i in node.items if i.optional_vars)


# --- one after the other -----------------------------------------------------------------------------------


class Row(NamedTuple):
    """A run of members without need of one another, with the statements they stand in."""

    members: list[Member]
    statements: list[ast.stmt]


def sequences(program: Program, sharing: Sharing) -> Iterator[Fact]:
    for node in program.nodes:
        if not program.in_async(node) and not isinstance(node, ast.AsyncFunctionDef):
            continue
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
                for row in _rows(program, sharing, body):
                    yield _told(program, row)


def _rows(program: Program, sharing: Sharing, body: list[ast.stmt]) -> Iterator[Row]:
    row, tainted, effects = Row([], []), set[str](), list[Effects]()

    def settled() -> Iterator[Row]:
        if len(row.members) > 1:
            last = max(i for i, one in enumerate(row.statements) if _members(program, one))
            yield Row(row.members, row.statements[: last + 1])

    for statement in body:
        members = _members(program, statement)
        plain = isinstance(statement, SIMPLE) and len(members) == sum(
            isinstance(one, (ast.Await, ast.Yield, ast.YieldFrom, ast.AsyncFor)) for one in inside(statement)
        )
        if not plain and not (row.members and isinstance(statement, (ast.Import, ast.Pass))):
            yield from settled()
            row, tainted, effects = Row([], []), set(), []
            continue
        for one in members:
            does = sharing.of_call(one.does)
            needs = names_read(one.call) & tainted
            if needs or any(does.conflicts(other) for other in effects) or _inner(one, members):
                yield from settled()
                row, tainted, effects = Row([], []), set(), []
            row.members.append(one)
            effects.append(does)
        if row.members:
            row.statements.append(statement)
            if members or names_read(statement) & tainted or _mutates(statement):
                tainted |= names_stored(statement) | _changed(statement)
    yield from settled()


def _inner(one: Member, members: list[Member]) -> bool:
    """Awaits inside another's arguments go first, whatever else."""
    return any(other.node is not one.node and other.node in ast.walk(one.node) for other in members)


def _mutates(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.AugAssign)


def _changed(statement: ast.stmt) -> set[str]:
    """Roots of what a statement changes: attributes stored, things whose methods are called."""
    found = set()
    for node in inside(statement):
        if isinstance(node, (ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            found.add(root(node))
    return found - {""}


def _members(program: Program, statement: ast.stmt) -> list[Member]:
    """Those that are certain to run, in the order they run in."""
    found = []
    for node in inside(statement):
        one = member(program, node)
        if one is not None and not any(
            isinstance(above, (*COMPREHENSIONS, ast.IfExp, ast.BoolOp)) for above in _up(program, node, statement)
        ):
            found.append(one)
    return found


def _up(program: Program, node: ast.AST, top: ast.AST) -> Iterator[ast.AST]:
    while node is not top:
        node = program.parents[node]
        yield node


def _told(program: Program, row: Row) -> Fact:
    first, last = row.members[0].node, row.members[-1].node
    names = [last_part(program.called(one.does)) for one in row.members]
    return Fact(
        "sequence",
        first.lineno,
        last.end_lineno or last.lineno,
        ", ".join(dict.fromkeys(names))[:80],
        tuple(line for one in row.members for line in (one.node.lineno, one.node.end_lineno or one.node.lineno)),
        edit=_gathered(program, row),
    )


def _gathered(program: Program, row: Row) -> list[dict[str, object]] | None:
    """All calls in one gather before the first statement; where each statement does nothing but await and keep, in
    place of them."""
    statements = [one for one in row.statements if _members(program, one)]
    if statements != row.statements or len({one.lineno for one in statements}) != len(statements):
        return None
    patch = Patch(program)
    asyncio = patch.module("asyncio")
    calls = ", ".join(program.text(one.call) for one in row.members)
    indent = program.indent(row.statements[0].lineno)
    first, last = row.statements[0].lineno, row.statements[-1].end_lineno or row.statements[-1].lineno
    if all(isinstance(one, ast.Expr) and isinstance(one.value, ast.Await) for one in statements):
        patch.replace_lines(first, last, f"{indent}await {asyncio}.gather({calls})")
        return patch.edit()
    if all(
        isinstance(one, ast.Assign)
        and isinstance(one.value, ast.Await)
        and len(one.targets) == 1
        and isinstance(one.targets[0], ast.Name)
        for one in statements
    ):
        names = ", ".join(one.targets[0].id for one in statements)  # type: ignore[attr-defined]
        patch.replace_lines(first, last, f"{indent}{names} = await {asyncio}.gather({calls})")
        return patch.edit()
    taken = {node.id for node in program.nodes if isinstance(node, ast.Name)}
    names_made = [f"answer_{number}" for number in range(1, len(row.members) + 1)]
    if taken & set(names_made):
        return None
    patch.insert(first, f"{indent}{', '.join(names_made)} = await {asyncio}.gather({calls})")
    for one, name in zip(row.members, names_made, strict=True):
        patch.replace(one.node, name)
    return patch.edit()


# --- made and awaited at once, gathered alone --------------------------------------------------------------


def created_then_awaited(program: Program) -> Iterator[Fact]:
    for node in program.of_type(ast.Await):
        if _makes_task(program, node.value):
            yield _fact_of("create-then-await", program, node, node.value.args[0])
    for scope in program.of_type(ast.AsyncFunctionDef, ast.For, ast.While, ast.AsyncWith, ast.With, ast.If, ast.Try):
        body = scope.body
        if not body or not program.in_async(body[0]):
            continue
        for first, second in pairwise(body):
            if (
                isinstance(first, ast.Assign)
                and _makes_task(program, first.value)
                and len(first.targets) == 1
                and isinstance(first.targets[0], ast.Name)
            ):
                awaits = [node for node in inside(_head(second)) if isinstance(node, ast.Await)]
                if len(awaits) == 1 and names_read(awaits[0].value) == {first.targets[0].id}:
                    yield _fact_of("create-then-await", program, awaits[0], first.value.args[0])  # type: ignore[attr-defined]


def _head(statement: ast.stmt) -> ast.AST:
    """What of a statement runs first, and once."""
    if isinstance(statement, (ast.If, ast.While)):
        return statement.test
    if isinstance(statement, ast.For):
        return statement.iter
    return statement if isinstance(statement, SIMPLE) else ast.Pass()


def _makes_task(program: Program, node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and last_part(program.called(node)) in ("create_task", "ensure_future")
        and bool(node.args)
        and isinstance(node.args[0], ast.Call)
    )


def gathers_of_one(program: Program) -> Iterator[Fact]:
    for node in program.of_type(ast.Await):
        call = node.value
        if _gathers_one(program, call):
            yield _fact_of("gather-of-one", program, node, call.args[0])


def _gathers_one(program: Program, node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and program.called(node) == "asyncio.gather"
        and len(node.args) == 1
        and isinstance(node.args[0], ast.Call)
    )


def _fact_of(kind: str, program: Program, node: ast.AST, call: ast.AST) -> Fact:
    return Fact(kind, node.lineno, node.end_lineno, last_part(program.called(call))[:80])  # type: ignore[attr-defined]
