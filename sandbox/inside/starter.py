"""The learner's process: waits for its program, settles in, and becomes it.

The program is the real `__main__`, in a real file, and leaves as a program leaves: threads joined, exit functions run,
globals dropped. Of all that runs before it, no frame is left in its tracebacks.
"""

from __future__ import annotations

import atexit
import builtins
import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import sys
import threading
import traceback
import types
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from typing import Any

PIPE_BYTES = 64 * 1024
READY = b"r"
BROKEN = 70
"""Exit status where our own part fails (EX_SOFTWARE of sysexits.h)."""

COMMON = (
    "asyncio", "concurrent.futures.thread", "contextvars", "dataclasses", "json", "linecache", "queue", "random",
    "threading", "traceback", "sandbox.inside.tracer",
)  # fmt: skip
"""Imported ahead by an interpreter that waits for its program."""


@dataclass(frozen=True, slots=True)
class Post:
    """Descriptors a learner's process finds: where its program comes from and, one below, where its trace goes."""

    program: int
    """A socket: READY goes out, the release comes in."""
    trace: int


def receive(program: int) -> dict[str, Any]:
    """Say that this process is ready and wait for the release: `{source, kind, path, port, trace, steps, zero_ns, ends,
    limits: [[resource, value], ...]}`. Ends the process if none comes."""
    os.write(program, READY)
    parts = []
    while part := os.read(program, PIPE_BYTES):
        parts.append(part)
    os.close(program)
    if not parts:
        os._exit(0)
    release: dict[str, Any] = json.loads(b"".join(parts))
    return release


def settle(release: dict[str, Any], post: Post) -> None:
    """Limits, working directory, the program's file, the tracer."""
    path = release["path"]
    home = os.path.dirname(path)
    os.chdir(home)
    with open(path, "w", encoding="utf-8") as file:
        file.write(release["source"])
    if release["trace"]:
        _trace(post.trace, home, release["zero_ns"], release["ends"])
    elif not release["steps"]:
        os.close(post.trace)
    for number, value in release["limits"]:
        resource.setrlimit(number, (value, value))
    if release["steps"]:
        from sandbox.inside import stepping

        stepping.enter(release["steps"], path, post.trace)


def _trace(descriptor: int, home: str, zero_ns: int, ends: list[float]) -> None:
    """Start the tracer; `ends`: the limits of wall and CPU time, in seconds. It is display and advice: where it fails,
    the program runs without."""
    try:
        from sandbox.inside import tracer

        tracer.start(descriptor, home, zero_ns, ends)
    except Exception:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def wait(program: int) -> None:
    """In a fresh interpreter, before its main file is opened: wait for the program, settle in, and let Python run
    it."""
    try:
        _import_ahead()
        release = receive(program)
        sys.orig_argv[:] = [sys.executable, *sys.argv]
        settle(release, Post(program, program - 1))
    except BaseException:
        traceback.print_exc()
        os._exit(BROKEN)


def _import_ahead() -> None:
    """Import what lessons use, and spare the interpreter taking it down again (10 ms) when the program is over.

    At exit the modules only leave sys.modules: a cycle that the collector never looks at keeps them whole. It keeps
    `__main__` too: the collector would look past its globals, which stood here already, while a module that is still
    there at the end Python empties itself.
    """
    before = set(sys.modules)
    for name in COMMON:
        importlib.import_module(name)
    ahead = {name: module for name, module in sys.modules.items() if name not in before}
    kept: list[Any] = [ahead, sys.modules["__main__"]]
    kept.append(kept)
    gc.collect()
    gc.freeze()

    @atexit.register  # the first to be registered is the last to run
    def _leave_standing() -> None:
        for name in ahead:
            sys.modules.pop(name, None)


def run(post: Post) -> None:
    """Be the learner's program, in a fork of the preloaded zygote. Never returns."""
    release = receive(post.program)
    path = release["path"]
    _forget_the_zygote(path)
    settle(release, post)
    if release["kind"] == "app":
        from sandbox.inside import serving

        code = _ended(lambda: serving.serve(path, release["port"]))
    else:
        code = _ended(lambda: _execute(release["source"], path))
    _leave(code)


def _forget_the_zygote(path: str) -> None:
    """What a fresh `python main.py` would not have."""
    for name in [name for name in sys.modules if name.startswith(("sandbox.zygote", "sandbox.jail"))]:
        del sys.modules[name]
    sys.argv[:] = [os.path.basename(path)]
    sys.orig_argv[:] = [sys.executable, *sys.argv]
    sys.path[0] = os.path.dirname(path)
    if "multiprocessing.process" in sys.modules:
        sys.modules["multiprocessing.process"].ORIGINAL_DIR = sys.path[0]  # type: ignore[attr-defined]
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]


def _execute(source: str, path: str) -> None:
    main = types.ModuleType("__main__")
    main.__dict__.update(
        __file__=path,
        __builtins__=builtins,
        __loader__=SourceFileLoader("__main__", path),
        __annotations__={},
        __cached__=None,
    )
    sys.modules["__main__"] = main
    exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)  # noqa: S102 - this is what the jail is for


def _ended(program: Any) -> int:
    """Run it; its exit status, as `python` would give it. Prints what `python` would print."""
    try:
        program()
    except SystemExit as leaving:
        if leaving.code is None:
            return 0
        if isinstance(leaving.code, int):
            return leaving.code & 0xFF
        print(leaving.code, file=sys.stderr)
        return 1
    except BaseException as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_globals.get("__name__", "").startswith("sandbox.inside"):
            trace = trace.tb_next
        error.__traceback__ = trace
        sys.excepthook(type(error), error, trace)
        return -signal.SIGINT if isinstance(error, KeyboardInterrupt) else 1
    return 0


def _leave(code: int) -> None:
    """What the interpreter does on its way out, in its order, without tearing down everything the zygote preloaded (30
    ms)."""
    try:
        threading._shutdown()  # type: ignore[attr-defined]
        atexit._run_exitfuncs()
        main = sys.modules.get("__main__")
        if isinstance(main, types.ModuleType):
            main.__dict__.clear()
        gc.collect()
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            code = code or 120
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)
