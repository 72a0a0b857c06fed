"""What a cell's own pipes bring: output and trace. Hostile: decoded, checked, counted, capped here; never believed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Final

from sandbox import trace_rows
from sandbox.dumps import Dump
from sandbox.events import FRAME_BYTES, TRACE_BYTES, TRACE_ROWS
from sandbox.frames import Stream, Text
from sandbox.jail.policy import HOME

BATCH_BYTES: Final = FRAME_BYTES // 2
ESCAPED: Final = 3
"""The bytes of a character of UTF-8 grow at most this much when JSON escapes it (control characters come escaped
already)."""


class Output:
    """stdout and stderr of one entrant, under one cap."""

    def __init__(self, stream: Stream, entrant: int, cap_kb: int) -> None:
        self._stream = stream
        self._entrant = entrant
        self._cap_kb = cap_kb
        self._left = cap_kb * 1024
        self._decoders = {"stdout": Text(), "stderr": Text()}
        self._kept: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self.capped = False

    def take(self, channel: str, data: bytes) -> None:
        """What was read of `channel`. Past the cap nothing is kept."""
        if not data or self.capped:
            return
        kept = data[: self._left]
        self._left -= len(kept)
        self._say(channel, self._decoders[channel].decode(kept))
        if len(kept) < len(data):
            self.capped = True
            self._stream.add("note", {"code": "output-capped", "kb": self._cap_kb}, self._entrant)

    def end(self) -> None:
        """Nothing more will come: halves of characters are shown as such."""
        for channel, decoder in self._decoders.items():
            self._say(channel, decoder.decode(b"", final=True))

    def text(self, channel: str) -> str:
        return "".join(self._kept[channel])

    def _say(self, channel: str, text: str) -> None:
        if text:
            self._kept[channel].append(text)
            self._stream.output(channel, text, self._entrant)


RESERVE: Final = 4
"""One part in so many of an entrant's share is for telling rows alone."""
LOOKS: Final = 3 * TRACE_ROWS
"""Lines of an entrant that are read at all: to find the telling ones costs time too."""


@dataclass(slots=True)
class TraceBudget:
    """What is left of a run's trace, over all its entrants."""

    rows: int = TRACE_ROWS
    size: int = TRACE_BYTES
    entrants: int = 1

    def share(self, entrant: int) -> tuple[int, int]:
        """(rows, bytes) of an entrant whose turn it is: an equal part of what is left, so that the first of a race does
        not take it all."""
        left = max(self.entrants - entrant, 1)
        return self.rows // left, self.size // left


class Trace:
    """The rows of one entrant's tracer."""

    def __init__(self, stream: Stream, entrant: int, budget: TraceBudget) -> None:
        self._stream = stream
        self._entrant = entrant
        self._budget = budget
        self._rows, self._size = budget.share(entrant)
        self._kept_rows, self._kept_size = self._rows // RESERVE, self._size // RESERVE
        self._looks = LOOKS
        self._rest = b""
        self._lost = 0
        self._wrong = 0
        self._dump = Dump(HOME)
        self._main = 0
        self._zero = 0.0
        self._latest = 0
        self.rows: list[Any] = []
        """Those that were right, for the diagnosis."""

    def take(self, data: bytes) -> None:
        """Whole lines, each checked; what is wrong is counted, what is beyond the run's budget dropped."""
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[: trace_rows.ROW_BYTES + 1]
        batch: list[Any] = []
        size = 0
        for line in lines:
            row = self._row(line) if line else None
            if row is None:
                continue
            self._note(row)
            width = ESCAPED * len(line)
            if batch and size + width > BATCH_BYTES:
                self._stream.add("trace", {"rows": batch}, self._entrant)
                batch, size = [], 0
            batch.append(row)
            size += width
            self.rows.append(row)
        if batch:
            self._stream.add("trace", {"rows": batch}, self._entrant)

    def end(self) -> None:
        """Say where the program stood that held its interpreter to the end, and what was left out, if anything was."""
        until = time.monotonic() - self._zero
        if rows := self._dump.rows(self._main, self._latest, int(until * 1e9)):
            self.rows += rows
            self._stream.add("trace", {"rows": rows}, self._entrant)
        if self._lost:
            self._stream.add("note", {"code": "trace-capped", "rows": self._lost}, self._entrant)
        if self._wrong:
            self._stream.add("note", {"code": "trace-refused", "rows": self._wrong}, self._entrant)

    def _note(self, row: list[Any]) -> None:
        """What a dump at the end leaves out: the process and its time."""
        if not self._main:
            self._main = row[1]
            self._zero = time.monotonic() - row[2] / 1e9
        if row[1] == self._main:
            self._latest = max(self._latest, row[2])

    def _row(self, line: bytes) -> Any | None:
        if self._rows <= 0 or self._size < len(line) or self._looks <= 0:
            self._lost += 1
            return None
        self._looks -= 1
        if not line.startswith(b"[") and self._dump.take(line):
            return None
        row = trace_rows.read_row(line)
        if row is None:
            self._wrong += 1
        elif (self._rows <= self._kept_rows or self._size <= self._kept_size) and not trace_rows.is_telling(row):
            self._lost += 1
            return None
        # What is wrong counts like what is right: checking it costs the same.
        self._rows -= 1
        self._size -= len(line)
        self._budget.rows -= 1
        self._budget.size -= len(line)
        return row
