"""What an entrant has used so far, held against its limits: when to look again, what to tell, which is crossed."""

from __future__ import annotations

import math
from typing import Any

from sandbox.jail import policy
from sandbox.zygote.meter import Meter


class Usage:
    """Starts with the entrant's zero. All moments are of time.monotonic()."""

    def __init__(self, meter: Meter, *, fresh: bool) -> None:
        self._meter = meter
        self._fresh = fresh
        self._limits: dict[str, Any] = {}
        self._traced = False
        self._peak_mb = 0.0
        self._resident_kb = 0
        self._cpu_s = 0.0
        self._cpu_before_s = 0.0
        """What building the cell took."""
        self.next_look = math.inf
        self._next_word = math.inf

    def before(self, limits: dict[str, Any], *, traced: bool) -> None:
        """Read what is there before the program is: none of it is the entrant's."""
        self._limits = limits
        self._traced = traced
        self._resident_kb = self._meter.resident_kb()
        before = self._meter.read()
        self._cpu_before_s = before.cpu_s
        if self._fresh:
            self._peak_mb = before.bound_mb

    def begin(self, zero: float) -> None:
        self.next_look = zero + policy.SAMPLE_MS / 1000
        self._next_word = zero + policy.USAGE_MS / 1000

    def end(self) -> None:
        """Look no more."""
        self.next_look = math.inf

    def look(self, now: float) -> tuple[str, dict[str, Any] | None]:
        """The name of the limit that is crossed, or ''; and what to tell, when it is time to tell."""
        self.next_look = now + policy.SAMPLE_MS / 1000
        reading = self._meter.read()
        cpu_s = reading.cpu_s - self._cpu_before_s
        self._cpu_s = max(self._cpu_s, cpu_s)
        telling = now >= self._next_word
        memory = 0.0
        # The first look too: what is told of a short program is not only what it grew by.
        if telling or not self._peak_mb or reading.bound_mb > self._limits["memory_mb"]:
            memory = self._meter.memory_mb()
            self._peak_mb = max(self._peak_mb, memory)
        crossed = ""
        if memory > self._limits["memory_mb"]:
            crossed = "memory"
        elif cpu_s > self._limits["cpu_s"]:
            crossed = "cpu"
        elif self._too_many(reading.threads, reading.watchers):
            crossed = "processes"
        elif telling and self._meter.watches() > policy.WATCHES:
            crossed = "memory"
        if not telling:
            return crossed, None
        self._next_word = now + policy.USAGE_MS / 1000
        return crossed, {
            "cpu_s": round(cpu_s, 2),
            "rss_mb": round(memory, 1),
            "peak_mb": round(self._peak_mb, 1),
            "processes": reading.processes,
            "threads": self._own(reading.threads, reading.watchers),
        }

    def left(self, threads: int, watchers: int) -> bool:
        """Whether an entrant whose first process has ended was over its limit of processes, by what it left behind: it
        may have died of the limit before we ever looked."""
        # Its first process was there as well, with the tracer's two threads where there is a tracer.
        ended = 2 if self._traced else 0
        return self._too_many(threads + 1 + ended, watchers + ended)

    def _own(self, threads: int, watchers: int) -> int:
        """Threads that are the program's own. What a process says of itself is not to be believed, so the tracer's are
        not looked for but taken to be there wherever they can be: the most a program can gain by it is one thread a
        process and one more, and RLIMIT_NPROC counts every thread in any case."""
        return threads - watchers if self._traced else threads

    def _too_many(self, threads: int, watchers: int) -> bool:
        """Over the limit, or at the wall behind it (init counts there too): what fails from there on, fails of it."""
        limit: int = self._limits["processes"]
        return self._own(threads, watchers) > limit or threads + 1 >= limit + policy.SPARE_PROCESSES

    def total(self, spent_s: float, maxrss_kb: int | None) -> dict[str, float]:
        """CPU and peak of the whole entrant; `spent_s` of the cell as the kernel counted it, building included."""
        cpu_s = max(self._cpu_s, spent_s - self._cpu_before_s, 0.0)
        # Of a fresh interpreter the kernel's peak is that of the fork it was before.
        grown_mb = 0.0 if self._fresh else ((maxrss_kb or 0) - self._resident_kb) / 1024
        return {"cpu_s": round(cpu_s, 4), "peak_mb": round(max(self._peak_mb, grown_mb), 1)}
