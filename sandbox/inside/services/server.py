"""The run's own PostgreSQL as a process: when it is ready, what it uses, its end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from typing import Final

SOCKET: Final = ".s.PGSQL.5432"
STATE: Final = "postmaster.pid"
READY: Final = b"ready"
READY_SECONDS: Final = 60.0
"""It takes 60 ms, of which a busy machine may give a fiftieth. A server that dies says so at once."""
LOOK_SECONDS: Final = 0.002
MEGABYTE: Final = 1024 * 1024
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
TICKS: Final = os.sysconf("SC_CLK_TCK")


class Server:
    """Its pid, a descriptor of its data directory, and what it may use, in MB and in seconds of CPU."""

    def __init__(self, pid: int, folder: int, memory_mb: float, cpu_s: float) -> None:
        self.pid, self.folder = pid, folder
        self.memory_mb, self.cpu_s = memory_mb, cpu_s
        self.alive = True

    @property
    def socket(self) -> str:
        """Where it listens."""
        return f"/proc/self/fd/{self.folder}/{SOCKET}"

    async def ready(self) -> None:
        """Until it accepts queries. Raises OSError where it does not."""
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                state = os.open(STATE, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self.folder)
                try:
                    if os.read(state, 4096).rstrip().endswith(READY):
                        return
                finally:
                    os.close(state)
            if self.gone():
                break
            await asyncio.sleep(LOOK_SECONDS)
        raise OSError("the database did not start")

    def gone(self) -> bool:
        """Whether it has ended."""
        if self.alive and os.waitpid(self.pid, os.WNOHANG)[0]:
            self.alive = False
        return not self.alive

    def end(self) -> None:
        """It is PID 1 of its world: nothing of it is left."""
        if self.alive:
            self.alive = False
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)

    def over(self) -> str:
        """What it uses more of than it may: "memory", "cpu", or nothing."""
        memory, cpu = self._used()
        return "memory" if memory > self.memory_mb else "cpu" if cpu > self.cpu_s else ""

    def _used(self) -> tuple[float, float]:
        """MB of memory and disk, and seconds of CPU, of all its processes, the dead ones included."""
        disk = os.fstatvfs(self.folder)
        memory = (disk.f_blocks - disk.f_bfree) * disk.f_frsize / MEGABYTE
        cpu = 0.0
        for pid in (self.pid, *_children(self.pid)):
            with contextlib.suppress(OSError, IndexError, ValueError):
                sizes = _content(f"/proc/{pid}/statm").split()
                memory += (int(sizes[1]) - int(sizes[2])) * PAGE / MEGABYTE
                stat = _content(f"/proc/{pid}/stat").rpartition(")")[2].split()
                cpu += sum(int(ticks) for ticks in stat[11:15]) / TICKS
        return memory, cpu


def _children(pid: int) -> list[int]:
    """Every process of a server is a child of its first one."""
    with contextlib.suppress(OSError, ValueError):
        return [int(word) for word in _content(f"/proc/{pid}/task/{pid}/children").split()]
    return []


def _content(path: str) -> str:
    with open(path, encoding="ascii", errors="replace") as file:
        return file.read(16384)
