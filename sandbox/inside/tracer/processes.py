"""Child processes: told by the parent when they start, tracing themselves from then on.

fork: the child keeps the hooks; `os.register_at_fork` gives it its own numbers and its own sampler.

spawn, forkserver: multiprocessing starts `python -c PROGRAM` and names the descriptors to keep. Ours is added, and one
statement before PROGRAM starts the tracer. Both go through `multiprocessing.util.spawnv_passfds`.

subprocess with a Python: the descriptor is passed, and PYTHONPATH leads to boot/sitecustomize.py, which starts the
tracer, gives PYTHONPATH back its value and runs the sitecustomize it stood before. Anything else is started untouched.

A child looks whether the descriptor it was named is really the pipe (device and inode), so a number that something
else has taken in the meantime is never written to. It starts the tracer after that look or not at all: the program
runs either way.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, Final

from sandbox.inside.tracer import lanes, sites
from sandbox.inside.tracer.hooks import around, dress
from sandbox.inside.tracer.pipe import Pipe
from sandbox.inside.tracer.record import clip, fault, now, tell
from sandbox.inside.tracer.threads import function_name

VARIABLE: Final = "PARRILLA_TRACE"
"""Only in the environment of a Python about to start, for sitecustomize; gone when the program runs."""
PACKAGES: Final = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BOOT: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "boot")
SPAWNED: Final = {"from multiprocessing.spawn import": "spawn", "from multiprocessing.forkserver import": "server"}

_origin: dict[str, Any] = {}
_told: Final[set[int]] = set()
"""Pids of subprocesses that run."""
_kind = ["fork"]


def set_origin(pipe: Pipe, root: str, how: str) -> None:
    """Where children write to, and what this process is itself: a fork server's children count as spawned."""
    _origin.update(pipe=pipe, root=os.path.abspath(root), pid=os.getpid())
    _kind[0] = "spawn" if how == "server" else "fork"


def forked() -> str:
    """In a forked child: how it came to be."""
    _origin["pid"] = os.getpid()
    kind, _kind[0] = _kind[0], "fork"
    return kind


def own_pid() -> int:
    """This process, without a system call."""
    pid: int = _origin["pid"]
    return pid


def _directions(how: str) -> str:
    """What a child needs to know, as JSON."""
    pipe: Pipe = _origin["pipe"]
    return json.dumps([pipe.fd, *pipe.identity, pipe.zero, _origin["root"], how])


def follow(directions: str) -> None:
    """In the child: start the tracer as the parent directs. Raises whatever goes wrong; the callers ignore it."""
    from sandbox.inside import tracer

    fd, device, inode, zero, root, how = json.loads(directions)
    status = os.fstat(fd)
    if (status.st_dev, status.st_ino) == (device, inode):
        tracer._begin(fd, root, zero, how)
        os.close(fd)


def _statement(how: str) -> str:
    """The line of code before a spawned program: starts the tracer, leaves sys.path and the namespace as they were."""
    body = (
        "import sys\n"
        f"sys.path.insert(0, {PACKAGES!r})\n"
        "try:\n"
        "    from sandbox.inside.tracer.processes import follow\n"
        "finally:\n"
        f"    sys.path.remove({PACKAGES!r})\n"
        f"follow({_directions(how)!r})\n"
    )
    return f"try: exec({body!r}, {{}})\nexcept Exception: pass\n"


def hook_process(module: ModuleType) -> None:
    """multiprocessing.Process: its start, in the parent, and its end, in the child, which leaves by `os._exit`."""

    def starting(process: Any) -> tuple[Any, ...]:
        target = getattr(process, "_target", None)
        name = function_name(target) if target is not None else clip(type(process).__name__)
        site = sites.stack_site(sys._getframe(2))
        return process, name, site, now()

    def started(token: tuple[Any, ...], _result: Any, error: BaseException | None) -> None:
        process, name, site, start = token
        if error is None:
            dur = now() - start
            lane = lanes.thread(), lanes.task_here()
            tell(("P", start, process.pid, "process", clip(process.name), name, site, dur, *lane))

    around(module.BaseProcess, "start", before=starting, after=started)


def hook_spawning(module: ModuleType) -> None:
    """multiprocessing.util.spawnv_passfds: spawned processes and the fork server."""
    original = module.spawnv_passfds

    def spawnv_passfds(path: Any, args: Any, passfds: Any) -> Any:
        try:
            args, passfds = _led(list(args), passfds)
        except Exception as problem:
            fault(problem)
        return original(path, args, passfds)

    module.spawnv_passfds = spawnv_passfds  # type: ignore[attr-defined]


def _led(args: list[Any], passfds: Any) -> tuple[list[Any], Any]:
    for place, argument in enumerate(args):
        text = os.fsdecode(argument)
        for beginning, how in SPAWNED.items():
            if text.startswith(beginning):
                led = _statement(how) + text
                args[place] = os.fsencode(led) if isinstance(argument, bytes) else led
                return args, [*passfds, _origin["pipe"].fd]
    return args, passfds


def hook_subprocess(module: ModuleType) -> None:
    """subprocess.Popen: every start is told, a Python's is led to the tracer, the end is told when the parent learns
    of it."""
    from inspect import signature  # here: most programs start no process

    popen = module.Popen
    original = popen.__init__
    shape = signature(original)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        start = now()
        call: tuple[Any, dict[str, Any]] = ((self, *args), kwargs)
        name = ""
        try:
            bound = shape.bind(self, *args, **kwargs)
            name = _command(bound.arguments)
            if name.startswith("python") and not bound.arguments.get("shell"):
                _lead(bound.arguments)
                call = (bound.args, bound.kwargs)
        except TypeError:  # a wrong call: the original says so
            call = ((self, *args), kwargs)
        except Exception as problem:
            fault(problem)
        try:
            original(*call[0], **call[1])
        except BaseException as problem:
            problem.__traceback__ = problem.__traceback__.tb_next  # type: ignore[union-attr]
            raise
        try:
            site = sites.stack_site(sys._getframe(1))
            lane = lanes.thread(), lanes.task_here()
            _told.add(self.pid)
            tell(("P", start, self.pid, "subprocess", name, name, site, now() - start, *lane))
        except Exception as problem:
            fault(problem)

    dress(__init__, original)
    popen.__init__ = __init__

    def learnt(process: Any, _result: Any, _error: BaseException | None) -> None:
        _ended(process.pid, process.returncode)

    around(popen, "_handle_exitstatus", before=lambda process, *_a, **_k: process, after=learnt)


def _command(arguments: Mapping[str, Any]) -> str:
    command = arguments.get("executable") or arguments["args"]
    if isinstance(command, (list, tuple)):
        command = command[0]
    if isinstance(command, (str, bytes)) or hasattr(command, "__fspath__"):
        words = os.fsdecode(command).split(None, 1) if arguments.get("shell") else [os.fsdecode(command)]
        return clip(os.path.basename(words[0])) if words else ""
    return ""


def _lead(arguments: dict[str, Any]) -> None:
    """Have the Python that is about to start traced. Where all descriptors are handed down already, there is nothing
    to add to."""
    if not arguments.get("close_fds", True):
        return
    given = arguments.get("env")
    environment = dict(os.environ if given is None else given)
    before = environment.get("PYTHONPATH")
    arguments["pass_fds"] = (*arguments.get("pass_fds", ()), _origin["pipe"].fd)
    arguments["env"] = environment
    environment["PYTHONPATH"] = BOOT if not before else BOOT + os.pathsep + before
    environment[VARIABLE] = json.dumps([_directions("exec"), before, PACKAGES])


def hook_async_subprocess(module: ModuleType) -> None:
    """asyncio's subprocesses learn of the end by a watcher of their own."""

    def learnt(transport: Any, code: Any) -> None:
        _ended(transport._proc.pid, code)

    around(module.BaseSubprocessTransport, "_process_exited", before=learnt)


def _ended(pid: Any, code: Any) -> None:
    if pid in _told and isinstance(code, int):
        _told.discard(pid)
        tell(("Q", now(), pid, code))


def hook_exit(stop: Callable[[], None]) -> None:
    """os._exit leaves without atexit, as forked children of multiprocessing do: what they told is written before."""
    original = os._exit

    def _exit(status: int) -> None:
        try:
            stop()
        except Exception as problem:
            fault(problem)
        original(status)

    _exit.__doc__ = original.__doc__
    os._exit = _exit  # type: ignore[assignment]
