"""Awaited calls that could run beside others, told from those that are about order, time, or gather already."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from sandbox.inside.reading.program import Program, last_part, root

GATHERING: Final = frozenset({"gather", "wait", "as_completed", "create_task", "ensure_future", "start_soon"})
TAKING_TURNS: Final = frozenset(
    {"get", "put", "join", "acquire", "wait", "send", "send_text", "send_json", "recv", "receive", "receive_text",
     "drain", "read", "readline", "readexactly", "readuntil", "anext", "__anext__", "asend", "communicate", "connect",
     "close", "aclose", "wait_closed", "start_server", "serve_forever", "commit", "rollback", "cancel", "shutdown",
     "notify", "set", "sendall", "open_connection", "create_subprocess_exec", "create_subprocess_shell",
     "checkpoint", "start", "write", "login", "begin", "execute", "close_all"}
)  # fmt: skip
"""Asynchronous operations that are about order, or whose order nobody can judge from the text."""
OPENING: Final = frozenset({"open_connection", "create_subprocess_exec", "create_subprocess_shell"})
"""Those that make something new each time: what follows with it is in order, but needs nothing of other such things."""
ONE_AT_A_TIME: Final = frozenset({"conn", "connection", "conexion", "conexión", "cursor", "cur", "tx", "transaction"})
"""Names of what serves one request at a time."""
CLIENTS: Final = ("client", "http", "session", "c", "cliente", "sesion", "sesión", "api", "kitchen", "cocina")
REQUESTS: Final = frozenset({"get", "post", "put", "request", "stream", "AsyncClient", "ClientSession"})
DEADLINES: Final = frozenset({"timeout", "timeout_at", "fail_after", "move_on_after"})


class Member(NamedTuple):
    """An awaited call that could run beside others."""

    node: ast.Await
    call: ast.Call
    """What is awaited, where it was made: on the spot, or kept under a name before."""
    does: ast.Call
    """The call that does the work: what `wait_for` or `to_thread` was handed, the call itself elsewhere."""


def member(program: Program, node: ast.AST, own: Collection[str] = ()) -> Member | None:
    """The awaited call, or None where it is about order, time, or gathers already. `own`: names of what nobody else
    has, so that order there is no order with others."""
    if not isinstance(node, ast.Await):
        return None
    call = node.value if isinstance(node.value, ast.Call) else _kept(program, node.value)
    if call is None:
        return None
    does = work(program, call)
    name = last_part(program.called(does))
    if name in GATHERING or name in ("sleep", "sleep_until", "timeout", "run"):
        return None
    if isinstance(does.func, ast.Attribute):
        if root(does.func) in own:
            return Member(node, call, does)
        if last_part(program.dotted(does.func.value)).lower() in ONE_AT_A_TIME and name not in program.functions:
            return None
    turns = name not in program.functions and name in TAKING_TURNS - OPENING
    return None if turns and not _of_client(program, does) else Member(node, call, does)


def work(program: Program, call: ast.Call) -> ast.Call:
    """The call that does the work."""
    name = last_part(program.called(call))
    first = call.args[0] if call.args else None
    if name in ("wait_for", "shield") and isinstance(first, ast.Call):
        return work(program, first)
    if name in ("to_thread", "run_in_threadpool", "run_sync") and first is not None:
        return _handed(program, call, call.args, call.keywords)
    if name == "run_in_executor" and len(call.args) > 1:
        return _handed(program, call, call.args[1:], [])
    if (makes_task(program, call) or gathers_one(program, call)) and isinstance(first, ast.Call):
        return first
    return call


def _handed(program: Program, call: ast.Call, args: list[ast.expr], keywords: list[ast.keyword]) -> ast.Call:
    """The call that a thread makes of what it is handed."""
    func = args[0]
    if isinstance(func, ast.Lambda) and isinstance(func.body, ast.Call):
        return func.body
    if isinstance(func, ast.Call):
        if last_part(program.called(func)) != "partial" or not func.args:
            return call
        return ast.copy_location(ast.Call(func.args[0], func.args[1:] + args[1:], func.keywords), call)
    return ast.copy_location(ast.Call(func, args[1:], keywords), call)


def _kept(program: Program, node: ast.expr) -> ast.Call | None:
    """The call of a coroutine function, made before and kept under a name, or as one of a list that is gone over."""
    if not isinstance(node, ast.Name):
        return None
    function = program.function(node)
    made: list[ast.expr] = []
    for one in program.nodes:
        if program.function(one) is not function:
            continue
        if isinstance(one, ast.Assign) and any(_is(target, node.id) for target in one.targets):
            made.append(one.value)
        elif isinstance(one, ast.For) and _is(one.target, node.id):
            made += _each(program, one.iter)
        elif isinstance(one, (ast.For, ast.AugAssign, ast.AnnAssign, ast.NamedExpr)) and _is(one.target, node.id):
            return None
    calls = [one for one in made if isinstance(one, ast.Call) and makes_coroutine(program, one)]
    return calls[0] if calls and len(calls) == len(made) else None


def _each(program: Program, node: ast.expr) -> list[ast.expr]:
    """What a list holds, as far as its text says."""
    if isinstance(node, ast.Name):
        made = _made(program, node)
        return [node] if made is None else _each(program, made)
    if isinstance(node, (ast.List, ast.Tuple)):
        return list(node.elts)
    return [node.elt] if isinstance(node, (ast.ListComp, ast.GeneratorExp)) else [node]


def makes_coroutine(program: Program, call: ast.Call) -> bool:
    function = program.functions.get(last_part(program.called(call)))
    return isinstance(function, ast.AsyncFunctionDef)


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _of_client(program: Program, call: ast.Call) -> bool:
    """`client.get(...)`: the one word that queues and HTTP clients share. A queue is asked for nothing by name."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "get":
        return False
    thing = program.dotted(call.func.value)
    made = {program.called(value) for name, value in _bound(program) if name == thing}
    if any(last_part(one) in ("AsyncClient", "ClientSession") for one in made):
        return True
    return not any("Queue" in one for one in made) and (bool(call.args) or last_part(thing).lower() in CLIENTS)


def _bound(program: Program) -> Iterator[tuple[str, ast.expr]]:
    for node in program.nodes:
        if isinstance(node, ast.Assign):
            yield from ((program.dotted(target), node.value) for target in node.targets)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from ((program.dotted(i.optional_vars), i.context_expr) for i in node.items if i.optional_vars)


def asks(program: Program, block: ast.AsyncWith) -> bool:
    """`async with session.get(...) as answer`: a request, as some clients write it."""
    return all(last_part(program.called(item.context_expr)) in REQUESTS for item in block.items)


def has_deadline(program: Program, block: ast.AsyncWith | ast.With) -> bool:
    """`async with asyncio.timeout(...)`: in the same order as without."""
    return all(last_part(program.called(item.context_expr)) in DEADLINES for item in block.items)


def makes_task(program: Program, node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and last_part(program.called(node)) in ("create_task", "ensure_future")
        and bool(node.args)
    )


def gathers_one(program: Program, node: ast.AST) -> bool:
    """A gather, or a wait for all, of one thing."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    name, first = program.called(node), node.args[0]
    if name == "asyncio.gather" and len(node.args) == 1:
        held = _each(program, first.value) if isinstance(first, ast.Starred) else [first]
        listed = not isinstance(first, ast.Starred) or _lists(program, first.value)
        return listed and len(held) == 1 and isinstance(held[0], ast.Call)
    if name == "asyncio.wait":
        listed = isinstance(first, (ast.List, ast.Set, ast.Tuple)) and len(first.elts) == 1
        return listed and isinstance(first.elts[0], ast.Call) and not node.keywords  # type: ignore[attr-defined]
    return False


def _lists(program: Program, node: ast.expr) -> bool:
    """Whether it is a list whose members are written out, here or where it was made."""
    if isinstance(node, ast.Name):
        made = _made(program, node)
        return made is not None and _lists(program, made)
    return isinstance(node, (ast.List, ast.Tuple))


def _made(program: Program, name: ast.Name) -> ast.expr | None:
    """What was last kept under this name before; no other name."""
    function = program.function(name)
    values = [
        one.value
        for one in program.of_type(ast.Assign)
        if program.function(one) is function
        and one.lineno < name.lineno
        and any(_is(target, name.id) for target in one.targets)
    ]
    return None if not values or isinstance(values[-1], ast.Name) else values[-1]
