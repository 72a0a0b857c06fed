"""Calls that hold their thread while they last, by what they are; and those by which a coroutine comes to them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, Final

from sandbox.inside.reading.patch import Patch
from sandbox.inside.reading.program import Fact, Program, last_part

SORTS: Final[dict[str, str]] = {
    "time.sleep": "sleep",
    "input": "input",
    "open": "file",
    "os.system": "subprocess", "os.popen": "subprocess", "os.waitpid": "subprocess",
    "socket.create_connection": "network", "socket.getaddrinfo": "network", "socket.gethostbyname": "network",
    "urllib.request.urlopen": "network", "urllib.request.urlretrieve": "network",
    "queue.get": "wait", "select.select": "wait",
    "hashlib.pbkdf2_hmac": "compute", "hashlib.scrypt": "compute",
}  # fmt: skip
PACKAGES: Final = {"requests": "network", "urllib3": "network", "subprocess": "subprocess", "shutil": "file"}
HTTPX: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request", "stream"})
METHODS: Final[dict[str, str]] = {
    "acquire": "wait", "result": "wait", "join": "wait", "wait": "wait", "get": "wait", "put": "wait",
    "communicate": "subprocess",
    "read_text": "file", "read_bytes": "file", "write_text": "file", "write_bytes": "file",
    "read": "file", "readline": "file", "readlines": "file", "write": "file", "flush": "file",
    "recv": "network", "accept": "network", "connect": "network", "sendall": "network", "getresponse": "network",
    "execute": "database", "executemany": "database", "fetchall": "database", "fetchone": "database",
    "commit": "database",
}  # fmt: skip
"""By the last word, where nothing better is known: only looked at where the trace proved that it blocked."""


def sort_of(program: Program, call: ast.Call) -> str:
    """sleep, network, file, subprocess, input, wait, database, compute, or "" for anything else."""
    dotted = program.called(call)
    first, last = dotted.partition(".")[0], last_part(dotted)
    if dotted in SORTS:
        return SORTS[dotted]
    if (first in PACKAGES and first in program.imports.values()) or dotted.partition(".")[0] in PACKAGES:
        return PACKAGES[first]
    if first == "httpx":
        return "network" if last in HTTPX else ""
    made = program.called(_made_by(program, call))
    if made in ("httpx.Client", "requests.Session", "requests.session", "http.client.HTTPConnection"):
        return "network"
    if isinstance(call.func, ast.Attribute):
        return METHODS.get(last, "")
    return ""


def _made_by(program: Program, call: ast.Call) -> ast.AST:
    """What the thing was made by whose method is called."""
    if not isinstance(call.func, ast.Attribute):
        return call
    thing = call.func.value
    if not isinstance(thing, ast.Name):
        return thing
    for node in program.nodes:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == thing.id for t in node.targets):
            return node.value
        if isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id == thing.id:
                    return item.context_expr
    return call


def calls(program: Program) -> Iterator[Fact]:
    """Blocking calls, and calls from coroutines to plain functions of the program's own."""
    for call in program.of_type(ast.Call):
        awaited = isinstance(program.parents.get(call), ast.Await)
        name = program.called(call)
        sort = "" if awaited and name != "time.sleep" else sort_of(program, call)
        function = program.functions.get(last_part(name))
        own = isinstance(function, ast.FunctionDef) and not awaited
        if not sort and not own:
            continue
        in_async = program.in_async(call)
        tags = [sort or "own"] + (["async"] if in_async else [])
        yield Fact(
            "call",
            call.lineno,
            call.end_lineno or call.lineno,
            name[-80:],
            tags=tuple(tags),
            edit=edited(program, call, sort) if in_async else None,
        )


def edited(program: Program, call: ast.Call, sort: str) -> list[dict[str, Any]] | None:
    """The same call without holding the loop; None where it depends on the thread, or on more than the call."""
    parent = program.parents.get(call)
    if any(isinstance(one, ast.Lambda) for one in program.above(call)) or _in_generator(program, call):
        return None
    patch = Patch(program)
    if sort == "sleep":
        asyncio = patch.module("asyncio")
        arguments = ", ".join(program.text(one) for one in call.args)
        if call.keywords or len(call.args) != 1:
            return None
        new = f"{asyncio}.sleep({arguments})"
        patch.replace(call, new if isinstance(parent, ast.Await) else _bracketed(parent, f"await {new}"))
        return patch.edit()
    if isinstance(parent, ast.withitem) or (sort in ("wait", "database", "input") and last_part(program.called(call)) in (
        "acquire", "execute", "executemany", "fetchall", "fetchone", "commit",
    )):  # fmt: skip
        return None
    if sort == "file" and program.called(call) == "open":
        return None
    if any(isinstance(one, ast.Starred) for one in call.args):
        return None
    asyncio = patch.module("asyncio")
    given = [program.text(one) for one in call.args]
    given += [
        f"{one.arg}={program.text(one.value)}" if one.arg else f"**{program.text(one.value)}" for one in call.keywords
    ]
    words = ", ".join([program.text(call.func), *given])
    patch.replace(call, _bracketed(parent, f"await {asyncio}.to_thread({words})"))
    return patch.edit()


def _bracketed(parent: ast.AST | None, text: str) -> str:
    plain = isinstance(parent, (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Call, ast.keyword))
    return text if plain else f"({text})"


def _in_generator(program: Program, call: ast.Call) -> bool:
    return any(isinstance(one, ast.GeneratorExp) for one in program.above(call))
