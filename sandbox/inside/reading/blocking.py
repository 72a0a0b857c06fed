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
    "concurrent.futures.as_completed": "wait", "concurrent.futures.wait": "wait",
    "queue.get": "wait", "select.select": "wait",
    "json.load": "file", "pickle.load": "file", "pickle.dump": "file", "gzip.open": "file", "os.read": "file",
    "os.write": "file", "os.fsync": "file", "fcntl.flock": "file", "fcntl.lockf": "file", "io.open": "file",
    "sys.stdin.readline": "input", "getpass.getpass": "input",
    "hashlib.pbkdf2_hmac": "compute", "hashlib.scrypt": "compute",
}  # fmt: skip
PACKAGES: Final = {
    "requests": "network", "urllib3": "network", "smtplib": "network", "ftplib": "network", "imaplib": "network",
    "poplib": "network", "xmlrpc": "network", "redis": "network", "boto3": "network", "paramiko": "network",
    "socket": "network", "subprocess": "subprocess", "shutil": "file",
    "sqlite3": "database", "psycopg2": "database", "psycopg": "database", "pymysql": "database", "mysql": "database",
    "queue": "wait", "multiprocessing": "wait", "threading": "wait",
}  # fmt: skip
"""What a call into the package waits for, or one on a thing it made."""
QUICK: Final = frozenset(
    {"Lock", "RLock", "Event", "Condition", "Semaphore", "Barrier", "Thread", "Timer", "current_thread", "local",
     "Queue", "SimpleQueue", "Process", "Popen", "start", "set", "is_set", "release", "empty", "qsize", "notify",
     "notify_all", "put_nowait", "get_nowait", "task_done", "is_alive", "poll", "terminate", "kill", "get_context",
     "Manager", "Session", "session", "PIPE", "cpu_count", "settimeout", "setblocking", "set_start_method", "Value",
     "Array", "close"}
)  # fmt: skip
"""Names in those packages that wait for nothing."""
HTTPX: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request", "stream"})
ASKS: Final = HTTPX | {"send", "sendall", "recv", "connect", "fetch", "download", "query", "search", "login", "urlopen"}
"""Methods of things nobody knows: what they wait for, the trace must tell."""
METHODS: Final[dict[str, str]] = {
    "acquire": "lock", "result": "wait", "join": "wait", "wait": "wait", "communicate": "subprocess",
    "read_text": "file", "read_bytes": "file", "write_text": "file", "write_bytes": "file",
    "getresponse": "network", "urlopen": "network",
}  # fmt: skip
"""By the last word, where nothing better is known."""
ASYNCHRONOUS: Final = ("asyncio.", "httpx.Async", "aiohttp.")
FILES: Final = frozenset({"open", "Path", "fdopen", "TemporaryFile", "NamedTemporaryFile"})
OF_FILES: Final = frozenset({"read", "readline", "readlines", "write", "writelines", "flush"})
OF_QUEUES: Final = frozenset({"get", "put"})
POOLS: Final = frozenset({"ThreadPoolExecutor", "ProcessPoolExecutor"})
OF_ITS_THREAD: Final = frozenset({"acquire", "execute", "executemany", "fetchall", "fetchone", "commit"})
"""What belongs to the thread that did it."""
GATHERING: Final = frozenset(
    {"gather", "create_task", "ensure_future", "wait_for", "shield", "wait", "as_completed", "run", "start_soon",
     "run_until_complete", "run_coroutine_threadsafe"}
)  # fmt: skip


def sort_of(program: Program, call: ast.Call) -> str:
    """sleep, network, file, subprocess, input, wait, lock, database, compute, or "" for anything else."""
    dotted = program.called(call)
    first, last = dotted.partition(".")[0], last_part(dotted)
    if dotted in SORTS:
        return SORTS[dotted]
    if first in PACKAGES:
        return "" if last in QUICK or "asyncio" in dotted else PACKAGES[first]
    if first == "httpx":
        return "network" if last in HTTPX else ""
    if not isinstance(call.func, ast.Attribute) or isinstance(call.func.value, (ast.Constant, ast.JoinedStr)):
        return ""
    return _of_method(program.called(_made_by(program, call)), dotted)


def _of_method(made: str, dotted: str) -> str:
    """The sort of a method, by what its object was made by."""
    maker, last = made.partition(".")[0], last_part(dotted)
    if made in ("httpx.Client", "http.client.HTTPConnection"):
        sort = "" if last in QUICK else "network"
    elif last_part(made) == "run_coroutine_threadsafe":
        sort = METHODS.get(last, "")
    elif made.startswith(ASYNCHRONOUS):
        sort = ""
    elif maker in PACKAGES and last not in QUICK:
        sort = "lock" if last == "acquire" else PACKAGES[maker]
    elif last_part(made) in POOLS and last in ("map", "shutdown"):
        sort = "wait"
    elif last in OF_FILES:
        sort = "file" if last_part(made) in FILES else ""
    else:
        sort = METHODS.get(last, "wait" if last in OF_QUEUES and "environ" not in dotted else "")
    return sort or ("ask" if last in ASKS and not made.startswith(ASYNCHRONOUS) else "")


def awaited(program: Program, call: ast.Call) -> bool:
    """Whether it makes something that is awaited, here or by whoever it is handed to."""
    above = program.parents.get(call)
    while isinstance(
        above, (ast.Starred, ast.GeneratorExp, ast.ListComp, ast.List, ast.Tuple, ast.comprehension, ast.keyword)
    ):
        above = program.parents.get(above)
    if isinstance(above, ast.withitem):
        return isinstance(program.parents.get(above), ast.AsyncWith)
    if isinstance(above, ast.Call):
        return last_part(program.called(above)) in GATHERING
    return isinstance(above, (ast.Await, ast.AsyncFor))


def _made_by(program: Program, call: ast.Call) -> ast.AST:
    """What the thing was made by whose method is called."""
    thing = call.func.value if isinstance(call.func, ast.Attribute) else call
    if isinstance(thing, ast.Call):
        return thing
    return maker(program, program.dotted(thing)) or thing


def maker(program: Program, name: str) -> ast.expr | None:
    """What the thing of this name was made by, or the thing it hangs on."""
    while name:
        for node in program.nodes:
            if isinstance(node, ast.Assign) and any(program.dotted(target) == name for target in node.targets):
                return node.value
            if isinstance(node, (ast.With, ast.AsyncWith)):
                for item in node.items:
                    if item.optional_vars is not None and program.dotted(item.optional_vars) == name:
                        return item.context_expr
        name = name.rpartition(".")[0]
    return None


def calls(program: Program) -> Iterator[Fact]:
    """Blocking calls, and calls from coroutines to plain functions of the program's own."""
    for call in program.of_type(ast.Call):
        name = program.called(call)
        sort = "" if awaited(program, call) and name != "time.sleep" else sort_of(program, call)
        function = program.functions.get(last_part(name))
        own = isinstance(function, ast.FunctionDef) and not isinstance(program.parents.get(call), ast.Await)
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
            edit=edited(program, call, sort) if in_async and sort != "ask" else None,
        )


def held(program: Program) -> Iterator[Fact]:
    """What blocks a coroutine without a call: `with lock:` of threads, going over a file or a program's output."""
    for block in program.of_type(ast.With):
        for item in block.items:
            thing = item.context_expr
            if program.in_async(block) and isinstance(thing, (ast.Name, ast.Attribute)):
                made = program.called(maker(program, program.dotted(thing)) or thing)
                if made.startswith(("threading.", "multiprocessing.")) or not made:
                    name = f"with {program.text(thing)}"[:80]
                    yield Fact("call", thing.lineno, thing.end_lineno or thing.lineno, name, tags=("lock", "async"))
    for loop in program.of_type(ast.For):
        thing = loop.iter
        if not isinstance(thing, (ast.Name, ast.Attribute)):
            continue
        made = program.called(maker(program, program.dotted(thing)) or thing)
        sort = "file" if last_part(made) in FILES else PACKAGES.get(made.partition(".")[0], "")
        if sort in ("file", "subprocess", "network"):
            tags = (sort, "async") if program.in_async(loop) else (sort,)
            yield Fact("call", loop.lineno, thing.end_lineno or thing.lineno, program.text(thing)[:80], tags=tags)


def edited(program: Program, call: ast.Call, sort: str) -> list[dict[str, Any]] | None:
    """The same call without holding the loop; None where it depends on the thread, or on more than the call."""
    parent = program.parents.get(call)
    if any(isinstance(one, (ast.Lambda, ast.GeneratorExp)) for one in program.above(call)):
        return None
    patch = Patch(program)
    if sort == "sleep":
        if call.keywords or len(call.args) != 1:
            return None
        new = f"{patch.module('asyncio')}.sleep({program.text(call.args[0])})"
        patch.replace(call, new if isinstance(parent, ast.Await) else _bracketed(parent, f"await {new}"))
    else:
        own = last_part(program.called(call)) in OF_ITS_THREAD or program.called(call) == "open"
        if own or isinstance(parent, ast.withitem) or any(isinstance(one, ast.Starred) for one in call.args):
            return None
        given = [program.text(one) for one in call.args]
        for one in call.keywords:
            given.append(f"{one.arg}={program.text(one.value)}" if one.arg else f"**{program.text(one.value)}")
        words = ", ".join([program.text(call.func), *given])
        patch.replace(call, _bracketed(parent, f"await {patch.module('asyncio')}.to_thread({words})"))
    return patch.edit()


def _bracketed(parent: ast.AST | None, text: str) -> str:
    plain = isinstance(parent, (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Call, ast.keyword))
    return text if plain else f"({text})"
