"""The processes of a platform on one machine: started, watched, started again, gone when the parent is gone."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from parrilla.embedded import die_with_parent

PAUSES: Final = (0.2, 10.0)
"""Seconds before a dead child is started again: doubled each time, from the first to the second."""

HEALTHY_SECONDS: Final = 30.0
"""Who lived this long starts again with the shortest pause."""

HOPELESS_SECONDS: Final = 20.0

GRACE_SECONDS: Final = 5.0


@dataclass(slots=True)
class Child:
    """One process, in a group of its own so that Ctrl-C in a terminal reaches the parent alone."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    hopeless: Mapping[int, str] = field(default_factory=dict)
    """Exit statuses after which starting again will hardly change anything, and what they mean."""
    tries: int = 3
    """How often it is started again all the same after such a status: a machine under load may fail a self-test."""
    pass_fds: Sequence[int] = ()
    cwd: str | None = None
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = PAUSES[0]
    born: float = 0.0
    due: float | None = 0.0
    """When to start it, on the monotonic clock; None: it runs, or it never will again."""


class Household:
    """All children of one parent. For the main thread: the kernel ties a child's life to the thread that made it."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self.children: list[Child] = []
        self._say = say

    def start(self, child: Child) -> None:
        self.children.append(child)
        self._start(child)

    def look(self) -> None:
        """Notice who died and start again who is due. Call it a few times a second."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._bury(child, child.process.returncode, now)
            elif child.process is None and child.due is not None and now >= child.due:
                self._start(child)

    def stop(self) -> None:
        """Ask, wait, insist. The last started are asked first; the message server, first started, outlives them."""
        deadline = time.monotonic() + GRACE_SECONDS
        first, *others = self.children or [Child("nobody", [], {})]
        for group in ([*reversed(others)], [first]):
            running = [child.process for child in group if child.process is not None]
            for process in running:
                with contextlib.suppress(ProcessLookupError):
                    process.terminate()
            for process in running:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(max(0.1, deadline - time.monotonic()))
                # Its group too: whatever a child left behind.
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.children.clear()

    def _start(self, child: Child) -> None:
        child.born, child.due = time.monotonic(), None
        child.process = subprocess.Popen(
            child.command,
            env=dict(child.env),
            cwd=child.cwd,
            pass_fds=child.pass_fds,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=die_with_parent(),  # noqa: PLW1509 - this process has one thread
        )

    def _bury(self, child: Child, status: int, now: float) -> None:
        child.process = None
        if status in child.hopeless:
            self._say(f"{child.name} does not run here: {child.hopeless[status]}")
            child.tries -= 1
            child.due = now + HOPELESS_SECONDS if child.tries >= 0 else None
            return
        if now - child.born > HEALTHY_SECONDS:
            child.pause = PAUSES[0]
        child.due = now + child.pause
        how = f"killed by signal {-status}" if status < 0 else f"exit status {status}"
        self._say(f"{child.name} ended ({how}); starting it again in {child.pause:.1f} s")
        child.pause = min(PAUSES[1], child.pause * 2)
