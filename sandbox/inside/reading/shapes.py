"""What the program is made of: its functions, deadlines, pools, loops that ask again and again."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, inside, last_part, names_read, names_stored

MORE = 32
"""Workers of a pool that has too few, until somebody knows how many."""
HTTP = frozenset({"get", "post", "put", "patch", "delete", "api_route", "route", "websocket", "middleware"})


def functions(program: Program) -> Iterator[Fact]:
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
        if any(_endpoint(one) for one in node.decorator_list):
            tags.append("endpoint")
        elif node.decorator_list:
            tags.append("decorated")
        if isinstance(program.parents[node], ast.ClassDef):
            tags.append("method")
        if not any(isinstance(one, (ast.Call, ast.For, ast.While, ast.With)) for one in inside(node.body)):
            tags.append("trivial")
        if any(
            last_part(program.called(one))
            in ("md5", "sha256", "sha512", "pbkdf2_hmac", "scrypt", "compress", "decompress", "dot")
            or program.called(one).startswith(("numpy", "zlib", "hashlib", "bz2", "lzma"))
            for one in inside(node.body)
        ):
            tags.append("releases")
        if _endless(node):
            tags.append("endless")
        if program.passed_around(node):
            tags.append("passed")
        first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
        yield Fact("function", first, node.end_lineno or node.lineno, node.name[:80], (node.lineno,), tags=tuple(tags))


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


def deadlines(program: Program) -> Iterator[Fact]:
    """Timeouts whose seconds can be read."""
    for call in program.of_type(ast.Call):
        name = last_part(program.called(call))
        seconds: Any = None
        if name == "wait_for":
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
    if isinstance(node, ast.Name):
        made = [
            one.value
            for one in program.of_type(ast.Assign)
            if len(one.targets) == 1 and isinstance(one.targets[0], ast.Name) and one.targets[0].id == node.id
        ]
        if len(made) == 1 and isinstance(made[0], ast.Constant):
            return _number(program, made[0])
    return None


def pools(program: Program) -> Iterator[Fact]:
    for call in program.of_type(ast.Call):
        name = last_part(program.called(call))
        if name not in ("ThreadPoolExecutor", "ProcessPoolExecutor", "Pool", "ThreadPool"):
            continue
        size = next((one.value for one in call.keywords if one.arg in ("max_workers", "processes")), None)
        size = size or (call.args[0] if call.args else None)
        where = call.lineno, call.end_lineno or call.lineno
        threads = name == "ThreadPoolExecutor"
        yield Fact(
            "pool",
            *where,
            name,
            number=_number(program, size),
            edit=_with_size(program, call, size) if threads else None,
        )
        if threads and (edit := _with_processes(program, call)):
            yield Fact("pool-of-processes", *where, name, edit=edit)


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


def _with_processes(program: Program, call: ast.Call) -> list[dict[str, Any]] | None:
    """Processes in the place of threads: where all that is handed over is a function of the file's, and nothing is
    shared."""
    if not any(True for _ in guard(program)):
        return None
    handed = [
        one.args[0]
        for one in program.of_type(ast.Call)
        if last_part(program.called(one)) in ("map", "submit") and one.args and isinstance(one.func, ast.Attribute)
    ]
    top = {node.name for node in program.tree.body if isinstance(node, ast.FunctionDef)}
    if not handed or not all(isinstance(one, ast.Name) and one.id in top for one in handed):
        return None
    for one in handed:
        function = program.functions.get(one.id) if isinstance(one, ast.Name) else None
        if function is None or any(
            isinstance(node, (ast.Global, ast.Nonlocal, ast.With)) for node in inside(function.body)
        ):
            return None
    if any(isinstance(node, ast.keyword) and node.arg not in (None, "max_workers") for node in call.keywords):
        return None
    patch = Patch(program)
    for node in program.nodes:
        imported = isinstance(node, ast.alias) and node.name == "ThreadPoolExecutor" and not node.asname
        if imported or (isinstance(node, ast.Name) and node.id == "ThreadPoolExecutor"):
            patch.replace(node, "ProcessPoolExecutor")
        elif isinstance(node, ast.Attribute) and node.attr == "ThreadPoolExecutor":
            patch.replace(node, f"{program.text(node.value)}.ProcessPoolExecutor")
    return patch.edit()


def asking_again(program: Program) -> Iterator[Fact]:
    """Loops that do nothing but sleep until something has changed."""
    for loop in program.of_type(ast.While):
        if not program.in_async(loop):
            continue
        sleeps = [
            node
            for node in inside(loop.body)
            if isinstance(node, ast.Await) and last_part(program.called(node.value)) in ("sleep", "checkpoint")
        ]
        other = [
            node
            for node in inside(loop.body)
            if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)) and node not in sleeps
        ]
        if not sleeps or other:
            continue
        calls = [
            node
            for node in inside(loop.body)
            if isinstance(node, ast.Call) and not any(node is one.value for one in sleeps)
        ]
        works = [
            node
            for node in calls
            if last_part(program.called(node))
            not in (
                "print",
                "append",
                "done",
                "is_set",
                "empty",
                "qsize",
                "perf_counter",
                "monotonic",
                "time",
                "len",
                "locked",
                "full",
                "get_nowait",
                "cancelled",
                "exists",
            )
        ]
        leaving = [node for node in inside(loop.body) if isinstance(node, (ast.Break, ast.Return))]
        constant = isinstance(loop.test, ast.Constant)
        if works or (constant and not leaving):
            continue
        if not constant and not leaving and names_read(loop.test) and names_read(loop.test) <= _set_here(loop):
            continue  # counts its own rounds
        yield Fact(
            "polling", loop.lineno, loop.end_lineno or loop.lineno, program.text(loop.test)[:80], (sleeps[0].lineno,)
        )


def _set_here(loop: ast.While) -> set[str]:
    return names_stored(loop.body)


def sleeps_zero(program: Program) -> Iterator[Fact]:
    for node in program.of_type(ast.Await):
        call = node.value
        if not isinstance(call, ast.Call) or program.called(call) != "asyncio.sleep" or not call.args:
            continue
        if isinstance(call.args[0], ast.Constant) and call.args[0].value == 0:
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


__all__ = ["asking_again", "clients", "deadlines", "functions", "guard", "pools", "sleeps_zero"]
