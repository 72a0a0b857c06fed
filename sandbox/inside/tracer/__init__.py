"""The tracer: what the learner's program does, told as rows while it does it. Rows and their fields:
sandbox/trace_rows.py.

For the starter
---------------
Right before the learner's program becomes `__main__`, in its own process:

    from sandbox.inside import tracer
    tracer.start(fd, root, zero_ns)

`fd`       the write end of a pipe. The tracer takes it over: the number given is closed at once, the pipe lives on
           under a high number, non-blocking, close-on-exec. Read it as JSON lines; no write is longer than PIPE_BUF.
           Do not wait for its end of file alone: a daemon the learner left behind may hold it.
`root`     the folder of the program. Code compiled under a file name in it is the learner's ("<root>/main.py" shows as
           "main.py"); the rest is library. Also a relative file name ending in .py counts as the learner's.
`zero_ns`  time.monotonic_ns() of the entrant's zero.
`ends`     seconds of wall clock and of CPU time after which it will be killed: see vigil.py. May be left out.

Nothing else is needed: no variable in the environment, no file. `atexit` calls `stop()`; where the starter ends the
process by `os._exit` that flushes too. After `start` neither replace sys.stdout and sys.stderr nor import anything on
the learner's behalf that would not be there without tracing.

Child processes trace themselves. A forked child goes on with its parent's hooks. multiprocessing's spawn and
forkserver and `subprocess` with a Python are given the pipe and a line of code or a `sitecustomize` of ours that
starts the tracer and takes itself out of the child's environment and `sys.path` again (processes.py). For that the
folder that holds the package `sandbox` must be readable in the jail at the path this file was imported from.

What it promises
----------------
Programs behave as without it: every hook is guarded, exceptions pass through without an entry of ours in their
traceback, nothing reads the learner's variables, no frame of theirs is traced line by line. It runs inside the
learner's process and can be forged or switched off by the program: display and advice, never evidence.
Costs: one thread a process; about a microsecond for a step of a task; tests/load/tracer_cost.py measures.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence
from resource import RUSAGE_SELF, getrusage
from typing import Final

from sandbox.inside.tracer import (
    crowd,
    lanes,
    loops,
    pipe,
    pools,
    prints,
    processes,
    record,
    sampler,
    sites,
    threads,
    unawaited,
    vigil,
    waits,
    web,
)
from sandbox.inside.tracer.hooks import importer
from sandbox.inside.tracer.record import clip, emit, now

__all__ = ["start", "stop"]

_pipe: Final[list[pipe.Pipe]] = []
_begun: Final[list[int]] = []
_ended: Final[list[int]] = []
"""Pids whose beginning and end are told: a forked child inherits its parent's list, not its pid."""

_HOOKS: Final = {
    "asyncio.events": loops.hook_events,
    "asyncio.base_events": loops.hook_base_events,
    "threading": threads.hook_threading,
    "concurrent.futures.thread": pools.hook_thread_pool,
    "concurrent.futures.process": pools.hook_process_pool,
    "anyio.to_thread": pools.hook_anyio,
    "starlette.applications": web.hook_starlette,
    "multiprocessing.process": processes.hook_process,
    "multiprocessing.util": processes.hook_spawning,
    "subprocess": processes.hook_subprocess,
    "asyncio.base_subprocess": processes.hook_async_subprocess,
    "_interpreters": sampler.hook_subinterpreters,
    "_xxsubinterpreters": sampler.hook_subinterpreters,
    "_testcapi": sampler.hook_subinterpreters,
    "_testinternalcapi": sampler.hook_subinterpreters,
}


def start(fd: int, root: str, zero_ns: int | None = None, ends: Sequence[float] = ()) -> None:
    """Begin to trace this process. `zero_ns` left out is this very moment. `ends`: where the program will be ended,
    after so many seconds of wall clock and of CPU time.

    Raises OSError where `fd` is not open and RuntimeError on a second call; `fd` is then still the caller's to close.
    """
    zero = now() if zero_ns is None else zero_ns
    _begin(fd, root, zero, "main")
    os.close(fd)
    if ends:
        try:
            vigil.begin(_pipe[0].fd, zero + int(ends[0] * 1e9), int(ends[1] * 1e9))
        except Exception as problem:
            record.fault(problem)


def _begin(fd: int, root: str, zero_ns: int, how: str) -> None:
    """Begin in this process, which came about by `how`; a fork server says nothing itself, its children do."""
    if _pipe:
        raise RuntimeError("already tracing")
    _pipe.append(pipe.Pipe(fd, zero_ns))
    sites.set_root(root)
    lanes.begin_main()
    processes.set_origin(_pipe[0], root, how)
    sampler.attach(_pipe[0])
    atexit.register(stop)  # the first registered is the last called: after the learner's own
    if how != "server":
        _tell_begin(how)
    try:
        _hook()
    except Exception as problem:
        record.fault(problem)
    if how != "server":
        sampler.flush(0.0)  # our thread may never have its turn
        sampler.start()


def _hook() -> None:
    threads.hook_sleep()
    unawaited.hook_warnings(_flush_when_ended)
    prints.hook_stream("stdout", 1)
    prints.hook_stream("stderr", 2)
    processes.hook_exit(stop)
    record.wake.append(sampler.start)
    os.register_at_fork(before=_before_fork, after_in_child=_in_child)
    importer.watch(_HOOKS)


def _tell_begin(how: str) -> None:
    _begun.append(os.getpid())
    program = os.path.basename(sys.argv[0]) if getattr(sys, "argv", None) else ""
    program = "" if program == "-c" else program
    version = ".".join(map(str, sys.version_info[:3]))
    emit(("M", now(), os.getppid(), version, how, clip(program, record.TEXT_CHARS), len(os.sched_getaffinity(0))))


def stop() -> None:
    """Tell the end of this process and write what is left, waiting a fifth of a second at most for a full pipe. Again:
    only flushes."""
    if not _pipe:
        return
    sampler.pause()
    vigil.end()
    if os.getpid() in _begun and os.getpid() not in _ended:
        _ended.append(os.getpid())
        sampler.tell_all()
        prints.tell_rest()
        unawaited.tell_unstarted()
        crowd.tell_last()
        sampler.flush(0.1)
        used = getrusage(RUSAGE_SELF)
        cpu = int((used.ru_utime + used.ru_stime) * 1e9)
        emit(("E", now(), cpu, used.ru_maxrss, _pipe[0].lost, record.faults[0]))
    sampler.flush(0.1)


def _flush_when_ended() -> None:
    if os.getpid() in _ended:
        sampler.flush(0.0)


def _before_fork() -> None:
    try:
        sampler.pause()
        record.asleep[0] = True
        sampler.flush(0.0)
    except Exception as problem:
        record.fault(problem)


def _in_child() -> None:
    try:
        record.forget()
        _pipe[0].forked()
        for part in (sites, lanes, crowd, waits, sampler, prints, vigil):
            part.forget()
        _tell_begin(processes.forked())
        sampler.start()
    except Exception as problem:
        record.fault(problem)
