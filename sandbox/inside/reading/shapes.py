"""What the program is made of: its functions, deadlines, pools, loops that ask again and again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from sandbox.inside.reading.blocking import sort_of
from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read

MORE = 32
"""Workers of a pool that has too few, until somebody knows how many."""
HTTP = frozenset({"get", "post", "put", "patch", "delete", "api_route", "route", "websocket", "middleware"})


SIZES = ("max_workers", "processes", "total_tokens")
ROUTING = frozenset({"Route", "WebSocketRoute", "add_route", "add_api_route", "add_websocket_route", "APIRoute"})
DIGESTS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s"})


def functions(program: Program) -> Iterator[Fact]:
    routed = _routed(program)
    for node in program.of_type(ast.FunctionDef, ast.AsyncFunctionDef):
        tags = []
        waits = any(isinstance(one, (ast.Await, ast.AsyncFor, ast.AsyncWith)) for one in inside(node.body))
        waits = waits or any(isinstance(one, ast.comprehension) and one.is_async for one in inside(node.body))
        if isinstance(node, ast.AsyncFunctionDef):
            tags.append("async")
        if waits:
            tags.append("waits")
        if any(isinstance(one, (ast.Yield, ast.YieldFrom)) for one in inside(node.body)):
            tags.append("generator")
        if node.name in routed or any(_endpoint(one) for one in node.decorator_list):
            tags.append("endpoint")
        elif node.decorator_list:
            tags.append("decorated")
        if isinstance(program.parents[node], ast.ClassDef):
            tags.append("method")
        if not any(isinstance(one, (ast.For, ast.While, ast.With)) or _slow(program, one) for one in inside(node.body)):
            tags.append("trivial")
        if any(_releases(program, one) for one in inside(node.body)):
            tags.append("releases")
        if _endless(node):
            tags.append("endless")
        if program.passed_around(node):
            tags.append("passed")
        first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
        yield Fact("function", first, node.end_lineno or node.lineno, node.name[:80], (node.lineno,), tags=tuple(tags))


def _slow(program: Program, node: ast.AST) -> bool:
    """A call that may take its time: of a function of the program's own, or one known to wait or to compute."""
    if not isinstance(node, ast.Call):
        return False
    called = program.called(node)
    own = last_part(called) in program.functions and called.partition(".")[0] in ("self", last_part(called))
    return own or bool(sort_of(program, node))


def _releases(program: Program, node: ast.AST) -> bool:
    """C code that frees the interpreter's lock. A digest does so for long data only, not for the crumbs of a loop."""
    called = program.called(node)
    if not isinstance(node, ast.Call):
        return False
    if last_part(called) in DIGESTS:
        crumbs = any(
            isinstance(one, (ast.JoinedStr, ast.Constant)) or last_part(program.called(one)) in ("encode", "digest")
            for given in node.args
            for one in ast.walk(given)
        )
        return not (crumbs and any(isinstance(above, (ast.For, ast.While)) for above in program.above(node)))
    known = last_part(called) in ("pbkdf2_hmac", "scrypt", "compress", "decompress", "dot")
    return known or called.startswith(("numpy", "zlib", "hashlib", "bz2", "lzma"))


def _endless(function: ast.AST) -> bool:
    """Goes on until it is told to stop: a heartbeat, a consumer."""
    return any(
        isinstance(loop, ast.While)
        and isinstance(loop.test, ast.Constant)
        and bool(loop.test.value)
        and not any(isinstance(node, (ast.Break, ast.Return)) for node in inside(loop.body))
        for loop in inside(function.body)  # type: ignore[attr-defined]
    )


def _endpoint(node: ast.AST) -> bool:
    call = node.func if isinstance(node, ast.Call) else node
    return isinstance(call, ast.Attribute) and call.attr in HTTP


def _routed(program: Program) -> set[str]:
    """Functions that are made routes by name: `Route("/", home)`, `app.add_api_route("/", home)`."""
    return {
        last_part(program.dotted(one))
        for call in program.of_type(ast.Call)
        if last_part(program.called(call)) in ROUTING
        for one in [*call.args[1:], *(each.value for each in call.keywords if each.arg == "endpoint")]
        if isinstance(one, (ast.Name, ast.Attribute))
    }


def deadlines(program: Program) -> Iterator[Fact]:
    """Timeouts whose seconds can be read."""
    for call in program.of_type(ast.Call):
        name = last_part(program.called(call))
        seconds: Any = None
        if name == "wait_for" or (name == "wait" and any(one.arg == "timeout" for one in call.keywords)):
            seconds = next((one.value for one in call.keywords if one.arg == "timeout"), None)
            seconds = seconds or (call.args[1] if len(call.args) > 1 else None)
            where: ast.AST = call
        elif name in ("timeout", "fail_after", "move_on_after", "timeout_after") and isinstance(
            program.parents.get(call), ast.withitem
        ):
            seconds = call.args[0] if call.args else None
            where = program.statement(call)
        else:
            continue
        number = _number(program, seconds)
        if number is not None:
            yield Fact("timeout", where.lineno, where.end_lineno, name[:80], number=number)  # type: ignore[attr-defined]


def _number(program: Program, node: ast.AST | None) -> float | None:
    """A number written there, or by the constant's name."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float) and 0 <= node.value < 1e6:  # type: ignore[operator]
        return float(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.Div, ast.Add, ast.Sub)):
        left, right = _number(program, node.left), _number(program, node.right)
        if left is None or right is None or (isinstance(node.op, ast.Div) and not right):
            return None
        both = {ast.Mult: left * right, ast.Add: left + right, ast.Sub: left - right}
        return both[type(node.op)] if type(node.op) in both else left / right
    if isinstance(node, ast.Name) and (given := _default(program, node)) is not None:
        return _number(program, given)
    if isinstance(node, ast.Name):
        made = [
            one.value
            for one in program.of_type(ast.Assign)
            if len(one.targets) == 1 and isinstance(one.targets[0], ast.Name) and one.targets[0].id == node.id
        ]
        if len(made) == 1 and isinstance(made[0], ast.Constant):
            return _number(program, made[0])
    return None


def _default(program: Program, name: ast.Name) -> ast.expr | None:
    """The default of the parameter that has this name, where nobody gives another value for it."""
    function = program.function(name)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    arguments = [*function.args.posonlyargs, *function.args.args]
    defaults = dict(zip(reversed([one.arg for one in arguments]), reversed(function.args.defaults), strict=False))
    defaults |= {
        one.arg: value
        for one, value in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        if value is not None
    }
    if name.id not in defaults:
        return None
    place = next((at for at, one in enumerate(arguments) if one.arg == name.id), len(arguments))
    calls = [one for one in program.of_type(ast.Call) if last_part(program.called(one)) == function.name]
    given = any(len(one.args) > place or name.id in [each.arg for each in one.keywords] for one in calls)
    return None if given else defaults[name.id]


def pools(program: Program) -> Iterator[Fact]:
    for call in program.of_type(ast.Call):
        name = last_part(program.called(call))
        if name not in ("ThreadPoolExecutor", "ProcessPoolExecutor", "Pool", "ThreadPool", "CapacityLimiter"):
            continue
        size = next((one.value for one in call.keywords if one.arg in SIZES), None)
        size = size or (call.args[0] if call.args else None)
        where = call.lineno, call.end_lineno or call.lineno
        sized = name in ("ThreadPoolExecutor", "ThreadPool", "CapacityLimiter")
        yield Fact(
            "pool",
            *where,
            name,
            number=_number(program, size),
            edit=_with_size(program, call, size) if sized else None,
        )


def _with_size(program: Program, call: ast.Call, size: ast.AST | None) -> list[dict[str, Any]] | None:
    """The pool with MORE workers; whoever knows how many are needed puts that number in its place."""
    patch = Patch(program)
    if size is None and not call.args and not call.keywords:
        patch.replace(call, f"{program.text(call.func)}(max_workers={MORE})")
    elif isinstance(size, ast.Constant):
        patch.replace(size, str(MORE))
    else:
        return None
    return patch.edit()


def sleeps_zero(program: Program) -> Iterator[Fact]:
    for node in program.of_type(ast.Await):
        call = node.value
        if not isinstance(call, ast.Call):
            continue
        given = [*call.args, *(one.value for one in call.keywords)]
        nothing = bool(given) and isinstance(given[0], ast.Constant) and given[0].value == 0
        name = program.called(call)
        if (name in ("asyncio.sleep", "anyio.sleep") and nothing) or last_part(name) == "checkpoint":
            name = getattr(program.function(node), "name", "")
            yield Fact("sleep-zero", node.lineno, node.end_lineno or node.lineno, name[:80])


def clients(program: Program) -> Iterator[Fact]:
    """HTTP clients made where they are used, inside a function."""
    for call in program.of_type(ast.Call):
        if last_part(program.called(call)) in ("AsyncClient", "ClientSession"):
            function = program.function(call)
            if function is not None:
                yield Fact(
                    "client-made", call.lineno, call.end_lineno or call.lineno, getattr(function, "name", "")[:80]
                )


def guard(program: Program) -> Iterator[Fact]:
    for node in program.tree.body:
        if isinstance(node, ast.If) and "__name__" in names_read(node.test):
            yield Fact("guard", node.lineno, node.end_lineno or node.lineno)


__all__ = ["clients", "deadlines", "functions", "guard", "pools", "sleeps_zero"]
