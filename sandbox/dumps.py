"""The last words of a program that held its interpreter until a limit ended it: stacks as `faulthandler` writes them
(sandbox/inside/tracer/vigil.py), turned into rows. As forgeable as all that comes out of the trace pipe, and as
checked.
"""

from __future__ import annotations

import os
import re
from typing import Any, Final

from sandbox.trace_rows import FRAMES, LARGEST, NAME_CHARS, valid_row

LINES: Final = 2_000
NUMBER: Final = 1_000_000_000
"""Of the file and the site: no tracer counts so far."""
_FRAME: Final = re.compile(rb'  File "([^"]{1,200})", line (\d{1,7}) in (.{1,500})')
_TALK: Final = re.compile(rb"Timeout \(|Thread 0x|  \.\.\.|  <no Python frame>|$")


class Dump:
    """One entrant's. `home`: the folder of its program; frames elsewhere are library."""

    def __init__(self, home: str) -> None:
        self._home = os.path.join(home, "").encode()
        self._left = LINES
        self._frames: list[tuple[str, int, str]] = []
        self._loop = False

    def take(self, line: bytes) -> bool:
        """Whether the line is part of a dump. The last thread told, the main one, stands."""
        if self._left <= 0 or not (_TALK.match(line) or _FRAME.fullmatch(line)):
            return False
        self._left -= 1
        if line.startswith(b"Thread 0x"):
            self._frames, self._loop = [], False
        frame = _FRAME.fullmatch(line)
        if frame is not None and frame[1].endswith(b"/asyncio/base_events.py"):
            self._loop = True
        if frame is not None and frame[1].startswith(self._home) and len(self._frames) < FRAMES:
            name = frame[1][len(self._home) :].decode("ascii", "replace")
            self._frames.append((name, int(frame[2]), frame[3].decode("ascii", "replace")[:NAME_CHARS]))
        return True

    def rows(self, pid: int, since_ns: int, until_ns: int) -> list[list[Any]]:
        """The rows that say where the main thread stood: in a step that blocks its loop, or outside one."""
        if not self._frames or not pid:
            return []
        since, dur = min(since_ns, LARGEST), min(max(until_ns - since_ns, 1), LARGEST)
        files = sorted({name for name, _, _ in self._frames})
        frames = [[NUMBER + files.index(name), line, func] for name, line, func in reversed(self._frames)]
        stood: list[Any] = ["l", pid, since, dur, 0, NUMBER, "computes", None, None]
        if self._loop:
            stood = ["B", pid, since, dur, 0, 0, NUMBER, "computes", None, None]
        told = [["f", pid, since, NUMBER + place, name] for place, name in enumerate(files)]
        return [row for row in (*told, ["S", pid, since, NUMBER, frames], stood) if valid_row(row)]
