"""The program's own pace: how long it had nothing to do, and how long it waited for a core, by the kernel's count.

On a busy machine the clock says nothing about a program. What it does says all: a thread that runs, or waits for a core
to run on, has something left to do; where all of them sleep, the program waits for somebody else. A learner's program
cannot write these figures, only earn them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LOOK_SECONDS: Final = 0.02
"""Whoever waits for the program to be idle looks this often."""
AWAKE: Final = "RD"
"""States of a thread that has work to do now: it runs or waits for a core, or for the disk."""
THREADS: Final = 400
"""No more threads than this are looked at; with so many alive and awake, the first ones show it."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Seconds a thread has waited for a core, and whether it runs, or would if it had one or its disk answered."""

    waited: float
    awake: bool


class Pace:
    """Follows the processes that `tree` names. Without any, the clock is all there is: everything counts as idle."""

    def __init__(self, tree: Callable[[], set[int]] | None = None, proc: str = "/proc") -> None:
        self.tree, self.proc = tree, proc
        self.idle = self.starved = 0.0
        """Seconds since the beginning, both growing with each look. A look that comes late adds no more to `idle` than
        others: it has seen no more."""
        self.due = True
        self.seen: dict[tuple[int, int], float] = {}
        self.own = self._own()
        self.moment = time.monotonic()

    def look(self) -> None:
        """Count what happened since the last look; nothing where that was just now.

        Between two looks the loop has asked what arrived: a starved loop that looks twice in one round would take its
        own silence for the program's.
        """
        if not self.due:
            return
        self.due = False
        asyncio.get_running_loop().call_later(LOOK_SECONDS, self._again)
        now = time.monotonic()
        elapsed = now - self.moment
        self.moment = now
        threads = self._threads()
        waited = [thread.waited - self.seen.get(key, thread.waited) for key, thread in threads.items()]
        own, self.own = self.own, self._own()
        self.starved += max(0.0, self.own - own, *waited)
        self.seen = {key: thread.waited for key, thread in threads.items()}
        if not any(thread.awake for thread in threads.values()):
            self.idle += min(elapsed, LOOK_SECONDS)

    def _again(self) -> None:
        self.due = True

    def _threads(self) -> dict[tuple[int, int], Thread]:
        found: dict[tuple[int, int], Thread] = {}
        for pid in self.tree() if self.tree else ():
            with contextlib.suppress(OSError):
                for name in os.listdir(f"{self.proc}/{pid}/task"):
                    if len(found) >= THREADS:
                        return found
                    with contextlib.suppress(OSError, ValueError, IndexError):
                        found[pid, int(name)] = self._thread(f"{self.proc}/{pid}/task/{name}")
        return found

    def _thread(self, path: str) -> Thread:
        return Thread(self._waited(path), _text(f"{path}/stat").rsplit(")", 1)[1].split()[0] in AWAKE)

    def _waited(self, path: str) -> float:
        """0 where the kernel does not say: then only the thread's state tells."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return int(_text(f"{path}/schedstat").split()[1]) / 1e9
        return 0.0

    def _own(self) -> float:
        """Seconds this process, which simulates the users, has waited for a core."""
        return self._waited("/proc/self")


class Patience:
    """A deadline in the program's own time: what it and its users waited for a core does not count, up to a bound."""

    def __init__(self, pace: Pace, seconds: float, longest: float) -> None:
        self.pace = pace
        pace.look()
        self.begun, self.starved = time.monotonic(), pace.starved
        self.seconds, self.longest = seconds, longest

    @property
    def over(self) -> bool:
        self.pace.look()
        elapsed = time.monotonic() - self.begun
        own = elapsed - (self.pace.starved - self.starved)
        return own > self.seconds or elapsed > self.longest


def _text(path: str) -> str:
    with open(path, encoding="ascii", errors="replace") as file:
        return file.read(4096)
