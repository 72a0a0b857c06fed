"""The sampler: looks at the program's process tree in /proc, from outside, every few milliseconds.

It tells where CPU time is spent (the program's main thread, its other threads, its child processes) and how many
threads were runnable at once. A thread that waits for a core is runnable too, so that parallelism shows even where the
machine has no core to spare: that is why no verdict needs a wall-clock speed-up.

CPU comes from `schedstat` (nanoseconds) where the kernel keeps it, else from `stat` (ticks of 10 ms).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from typing import Any, Final

EVERY_SECONDS: Final = 0.008
COSTS: Final = 4
"""A look that costs much CPU, at many threads, is followed by a pause this many times as long. What it waited for a
core is no cost: on a busy machine there would be no second look."""
MEMORY_EVERY: Final = 4
"""Resident memory is read each so many samples."""
PIDS: Final = 4_096
"""No more processes than this are told apart; the run's own limit on them is far lower."""
THREADS: Final = 20_000
"""CPU clocks kept within a phase; threads beyond them still count as runnable."""
SAMPLES: Final = 10_000
RUNNING: Final = 64
"""Samples kept within a phase, and runnable threads of each."""
TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE_MB: Final = os.sysconf("SC_PAGE_SIZE") / 1024 / 1024

Key = tuple[int, int]
"""A thread: its process, and itself."""


class Sampler:
    """Follows the tree under `pid`. From `start` to `stop` is one phase; `known` outlives it, to tell new processes."""

    def __init__(self, pid: int, proc: str = "/proc") -> None:
        self.pid, self.proc = pid, proc
        self.known: set[int] = set()
        self.task: asyncio.Task[None] | None = None
        self._begin()

    def _begin(self) -> None:
        self.first: dict[Key, float] = {}
        self.last: dict[Key, float] = {}
        self.seen: set[int] = set()
        self.created: set[int] = set()
        self.ended: set[int] = set()
        self.runs: list[tuple[Key, ...]] = []
        self.count = self.threads = self.processes = 0
        self.rss_mb = 0.0

    def start(self) -> None:
        """Begin a phase: look once now, for the zero of every CPU clock, then regularly."""
        known_before = bool(self.known)
        self._begin()
        self.look()
        if not known_before:
            self.created.clear()
        self.task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while True:
            before = time.thread_time()
            self.look()
            await asyncio.sleep(max(EVERY_SECONDS, COSTS * (time.thread_time() - before)))

    def look(self) -> None:
        """One sample."""
        running: list[Key] = []
        alive = self.tree()
        for pid in alive:
            with contextlib.suppress(OSError, ValueError, IndexError):
                threads = os.listdir(f"{self.proc}/{pid}/task")
                if pid == self.pid:
                    self.threads = max(self.threads, len(threads))
                for name in threads:
                    if self._thread(pid, int(name), fresh=pid not in self.known):
                        running.append((pid, int(name)))
        if self.count % MEMORY_EVERY == 0:
            self.rss_mb = max(self.rss_mb, sum(self._rss_mb(pid) for pid in alive))
        self.processes = max(self.processes, len(alive))
        self.ended |= self.seen - alive
        self.created |= alive - self.known
        if len(self.known) < PIDS:
            self.seen |= alive
            self.known |= alive
        self.count += 1
        if running and len(self.runs) < SAMPLES:
            self.runs.append(tuple(running[:RUNNING]))

    def _thread(self, pid: int, tid: int, *, fresh: bool) -> bool:
        path = f"{self.proc}/{pid}/task/{tid}"
        fields = _text(f"{path}/stat").rsplit(")", 1)[1].split()
        try:
            cpu = int(_text(f"{path}/schedstat").split()[0]) / 1e9
        except (OSError, ValueError, IndexError):
            cpu = (int(fields[11]) + int(fields[12])) / TICKS
        if len(self.last) >= THREADS and (pid, tid) not in self.last:
            return fields[0] == "R"
        # What a process spent before it was first seen belongs to the phase in which it was born.
        born_here = self.count > 0 and (fresh or (pid, tid) not in self.first)
        self.first.setdefault((pid, tid), 0.0 if born_here else cpu)
        self.last[pid, tid] = cpu
        return fields[0] == "R"

    def tree(self) -> set[int]:
        """The process and all its descendants that are alive."""
        found, queue = set[int](), [self.pid]
        while queue and len(found) < PIDS:
            pid = queue.pop()
            with contextlib.suppress(OSError):
                threads = os.listdir(f"{self.proc}/{pid}/task")
                found.add(pid)
                for tid in threads:
                    queue += [int(child) for child in _text(f"{self.proc}/{pid}/task/{tid}/children").split()]
        return found

    def _runnable(self, spent: dict[Key, float]) -> tuple[float, int]:
        """Mean number of runnable threads that do the work, over the samples that found one; and how many did.

        On a busy machine every thread that merely woke up is found waiting for a core. So only those count that spent a
        quarter of what the busiest did. Where child processes did most of the work, only theirs do: the program's own
        process waits for them, and what its heartbeats and helpers cost adds up on a slow machine.
        """
        children = {key: seconds for key, seconds in spent.items() if key[0] != self.pid}
        if 2 * sum(children.values()) > sum(spent.values()):
            spent = children
        most = max(spent.values(), default=0.0)
        main = (self.pid, self.pid)
        work = {key for key, seconds in spent.items() if seconds >= most / 4 and (key != main or seconds == most)}
        counts = [count for run in self.runs if (count := len(work.intersection(run)))]
        return sum(counts) / len(counts) if counts else 0.0, len(counts)

    def _rss_mb(self, pid: int) -> float:
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(_text(f"{self.proc}/{pid}/statm").split()[1]) * PAGE_MB
        return 0.0

    async def stop(self) -> dict[str, Any]:
        """End the phase. Returns the fields of `sandbox.evidence.Sample`."""
        if self.task:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task
            self.task = None
        self.look()
        spent = {key: self.last[key] - self.first[key] for key in self.last}
        main = spent.get((self.pid, self.pid), 0.0)
        own = sum(seconds for (pid, _), seconds in spent.items() if pid == self.pid)
        runnable, busy = self._runnable(spent)
        return {
            "cpu_main_s": main, "cpu_threads_s": own - main, "cpu_children_s": sum(spent.values()) - own,
            "runnable": runnable, "busy": busy, "threads": self.threads,
            "processes": self.processes, "created": len(self.created), "ended": len(self.ended),
            "rss_mb": self.rss_mb, "count": self.count,
        }  # fmt: skip


def _text(path: str) -> str:
    with open(path, encoding="ascii", errors="replace") as file:
        return file.read(64 * 1024)
