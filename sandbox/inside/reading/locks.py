"""Locks held around something that only waits, of tasks and of threads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sandbox.inside.reading import lock_edits
from sandbox.inside.reading.blocking import sort_of
from sandbox.inside.reading.effects import COMMUTING, meet, path
from sandbox.inside.reading.members import asks, has_deadline
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, root, shared_names

Edit = list[dict[str, Any]]
DEEP: Final = 4
"""Calls followed from one function into the next."""
CHANGING: Final = frozenset(
    {"write", "send", "writelines", "drain", "sendall", "execute", "commit", "pop", "popleft", "remove", "login",
     "refresh"}
)  # fmt: skip
"""Methods that ask for turns: what a lock around them is for."""


def locks(program: Program) -> Iterator[Fact]:
    """`async with lock:`, or acquire and release, around awaits, where nothing shared is touched."""
    for block in program.of_type(ast.AsyncWith):
        if not (asks(program, block) or has_deadline(program, block)):
            name = program.text(block.items[0].context_expr)
            yield from _lock(program, block, block.body, name, lock_edits.freed(program, block))
    for held in _held_by_hand(program, ast.Await):
        yield from _lock(program, held.taken, held.body, held.name)


def _lock(
    program: Program, taken: ast.stmt, body: list[ast.stmt], name: str, edit: Edit | None = None
) -> Iterator[Fact]:
    awaits = [node for node in inside(body) if isinstance(node, (ast.Await, ast.AsyncWith, ast.AsyncFor))]
    if awaits:
        yield Fact(
            "lock", taken.lineno, max(taken.end_lineno or taken.lineno, body[-1].end_lineno or body[-1].lineno),
            name[:80], tuple(line for node in awaits[:10] for line in (node.lineno, node.end_lineno or node.lineno)),
            tags=("protects",) if _protects(program, taken, body) else (), edit=edit,
        )  # fmt: skip


class _Held(NamedTuple):
    """What is done between `acquire` and `release`."""

    taken: ast.stmt
    body: list[ast.stmt]
    name: str


def _held_by_hand(program: Program, kind: type[ast.AST]) -> Iterator[_Held]:
    """`kind`: ast.Await for locks of tasks, ast.Call for those of threads."""
    for node in program.nodes:
        for body in (getattr(node, "body", None), getattr(node, "orelse", None), getattr(node, "finalbody", None)):
            if not isinstance(body, list):
                continue
            for place, statement in enumerate(body):
                if not (name := _acquired(program, statement, kind)):
                    continue
                rest = body[place + 1 :]
                if end := next((at for at, one in enumerate(rest, 1) if _releases(program, one, name)), 0):
                    yield _Held(statement, rest[:end], name)


def _acquired(program: Program, statement: ast.stmt, kind: type[ast.AST]) -> str:
    """The lock that a statement acquires, by its text; "" for none."""
    value = statement.value if isinstance(statement, (ast.Expr, ast.Assign)) else None
    call = value.value if isinstance(value, ast.Await) else value
    if isinstance(value, kind) and isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        return program.text(call.func.value) if call.func.attr == "acquire" else ""
    return ""


def _releases(program: Program, statement: ast.stmt, name: str) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "release"
        and program.text(node.func.value) == name
        for node in inside(statement)
    )  # fmt: skip


def _protects(program: Program, taken: ast.stmt, body: list[ast.stmt]) -> bool:
    """Whether something shared is changed there whose order matters: not where it is only changed, in one go, once
    nothing is waited for any more."""
    changes = [node for node in inside(body) if _changes(program, taken, node) or _grows(program, node, body)]
    if not changes:
        return False
    statements = {program.statement(node) for node in changes}
    last = max((node.lineno for node in inside(body) if isinstance(node, (ast.Await, ast.AsyncWith))), default=0)
    if any(_repeated(program, one, body) for one in statements):
        return True
    if any(isinstance(node, ast.Await) for one in statements for node in inside(one)):
        return True
    if min(one.lineno for one in statements) <= last:
        return True
    places = {place for one in statements for place in _places(one)}
    asked = {place for node in inside(body) for place in [path(node)] if place and node.lineno <= last}  # type: ignore[attr-defined]
    return not places or meet(places, asked)


def _repeated(program: Program, node: ast.AST, body: list[ast.stmt]) -> bool:
    """Whether it is in a loop within that body."""
    within = set(inside(body))
    return any(
        isinstance(above, (ast.For, ast.While, ast.AsyncFor)) for above in program.above(node) if above in within
    )


def _grows(program: Program, node: ast.AST, body: list[ast.stmt]) -> bool:
    """Adds to something, bit by bit, in a loop: others would add theirs in between."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in COMMUTING
        and _repeated(program, node, body)
    )


def _places(statement: ast.stmt) -> Iterator[str]:
    """What a statement stores, by path; nothing where a method changes it, whatever that is."""
    for node in inside(statement):
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)) and isinstance(node.ctx, ast.Store):
            yield path(node)


def _changes(program: Program, taken: ast.stmt, node: ast.AST) -> bool:
    function = program.function(taken)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    if isinstance(node, ast.Name):
        return isinstance(node.ctx, ast.Store) and node.id in shared_names(function)
    if isinstance(node, ast.Attribute):
        return isinstance(node.ctx, ast.Store)
    if isinstance(node, ast.Subscript):
        return isinstance(node.ctx, ast.Store) and _shares_key(program, node)
    return isinstance(node, ast.Call) and last_part(program.called(node)) in CHANGING


def _shares_key(program: Program, node: ast.Subscript) -> bool:
    """Whether others write to the same key: one that is written there, or counted up."""
    if isinstance(node.slice, ast.Constant) or isinstance(program.parents.get(node), ast.AugAssign):
        return True
    statement = program.statement(node)
    return isinstance(statement, ast.Assign) and root(node) in names_read(statement.value)


def locks_of_threads(program: Program) -> Iterator[Fact]:
    """`with lock:` in a plain function, around something that only waits."""
    for block in program.of_type(ast.With):
        name = program.text(block.items[0].context_expr)
        if "(" not in name:
            yield from _lock_of_threads(program, block, block.body, name, lock_edits.freed(program, block))
    for held in _held_by_hand(program, ast.Call):
        yield from _lock_of_threads(program, held.taken, held.body, held.name)


def _lock_of_threads(
    program: Program, taken: ast.stmt, body: list[ast.stmt], name: str, edit: Edit | None = None
) -> Iterator[Fact]:
    if not isinstance(program.function(taken), ast.FunctionDef):
        return
    waiting = [node for node in inside(body) if isinstance(node, ast.Call) and _waits(program, node, 0)]
    if waiting and not _protects_of_threads(program, taken, body, waiting):
        lines = tuple(line for node in waiting[:10] for line in (node.lineno, node.end_lineno or node.lineno))
        end = max(taken.end_lineno or taken.lineno, body[-1].end_lineno or body[-1].lineno)
        yield Fact("thread-lock", taken.lineno, end, name[:80], lines, edit=edit)


def _waits(program: Program, call: ast.Call, depth: int) -> bool:
    """Whether a call waits for time, the network or another program, itself or in a function it calls."""
    if sort_of(program, call) in ("sleep", "network", "subprocess"):
        return True
    function = program.functions.get(last_part(program.called(call)))
    return (
        isinstance(function, ast.FunctionDef)
        and depth < DEEP
        and any(isinstance(node, ast.Call) and _waits(program, node, depth + 1) for node in inside(function.body))
    )


def _protects_of_threads(program: Program, taken: ast.stmt, body: list[ast.stmt], waiting: list[ast.Call]) -> bool:
    """Whether something shared is changed there, itself or in a function that is called."""
    if any(_changes(program, taken, node) for node in inside(body)):
        return True
    called = [program.functions.get(last_part(program.called(call))) for call in waiting]
    return any(_stores(node) for function in called if function is not None for node in inside(function.body))


def _stores(node: ast.AST) -> bool:
    place = isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load)
    return place or isinstance(node, ast.Global)
