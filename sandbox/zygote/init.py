"""PID 1 of a learner's world: reaps, ends everything when the learner's first process ends, and reports its status.

It cannot be stopped or signalled from inside (PID 1 ignores what it has no handler for), cannot be read (non-dumpable),
and ends with its lease, whatever happens to the warden.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal

from sandbox.zygote.meter import Meter

REPORT_BYTES = 4096


def take_post() -> None:
    """PID 1 is deaf to a signal it has no handler for. Python comes with one: for SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def watch(learner: int, lease: int) -> None:
    """Wait for `learner` to end, or the lease to break; kill and reap the rest; report on the lease; exit. Never
    returns.

    `lease` is a socket whose other end the warden holds.
    """
    waking, woken = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(waking, False)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    status: int | None = None
    while status is None:
        status = _reaped(learner)
        if status is not None:
            break
        ready, _, _ = select.select([lease, waking], [], [])
        if lease in ready:
            os._exit(0)
        try:
            os.read(waking, REPORT_BYTES)
        except BlockingIOError:
            continue
    left = _left()
    _end_everyone()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = {"status": status, "cpu_s": spent.ru_utime + spent.ru_stime, "maxrss_kb": spent.ru_maxrss, **left}
    os.write(lease, json.dumps(line).encode())
    os._exit(0)


def _reaped(learner: int) -> int | None:
    """Reap whoever has ended; the learner's wait status when it is among them."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return 0
        if pid == 0:
            return None
        if pid == learner:
            return status


def _left() -> dict[str, int]:
    """How many threads the learner leaves behind, and how many of them would be the tracer's."""
    try:
        os.kill(-1, 0)
    except ProcessLookupError:
        return {"threads": 0, "watchers": 0}
    reading = Meter(os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)).read()
    return {"threads": reading.threads, "watchers": reading.watchers}


def _end_everyone() -> None:
    """Kill what is left, until nothing is: something killed may have been forking."""
    while True:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
