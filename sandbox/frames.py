"""One run's stream of events: stamps, gathers, cuts into frames. The only place that makes a sequence number.

Output of the learner's is merged within a frame's time, so that a print a millisecond costs no event each.
"""

from __future__ import annotations

import codecs
import json
import time
from collections.abc import Callable
from typing import Any, Final

from sandbox.events import FRAME_BYTES, FRAME_MS, TERMINAL, Event

PIECE_CHARS: Final = 4096
"""Longest text of one output event: even where each character takes the 12 bytes of an escaped pair, it fits a
frame."""

ENVELOPE_BYTES: Final = 2


class Stream:
    """Not thread-safe: one run, one thread. `emit` gets frames; what it raises goes through to the caller."""

    def __init__(self, emit: Callable[[list[Event]], None]) -> None:
        self._emit = emit
        self._start = time.monotonic()
        self._seq = 0
        self._frame: list[Event] = []
        self._frame_bytes = ENVELOPE_BYTES
        self._due: float | None = None
        self._text: tuple[str, int, float, list[str]] | None = None
        self._urgent: set[int | None] = set()
        self.last: Event | None = None

    def milliseconds(self, moment: float | None = None) -> float:
        """`moment` (of time.monotonic; now if None) in ms since the run's start."""
        return round(((time.monotonic() if moment is None else moment) - self._start) * 1000, 3)

    def add(self, kind: str, data: dict[str, Any], entrant: int | None = None, *, t: float | None = None) -> None:
        """Append an event. It leaves with its frame."""
        self._settle_text()
        self._append(kind, data, entrant, self.milliseconds() if t is None else t)

    def output(self, stream: str, text: str, entrant: int) -> None:
        """Append output; an entrant's first leaves at once."""
        if not text:
            return
        if self._text is not None and self._text[:2] != (stream, entrant):
            self._settle_text()
        if self._text is None:
            self._text = (stream, entrant, self.milliseconds(), [])
        self._text[3].append(text)
        if sum(map(len, self._text[3])) >= PIECE_CHARS:
            self._settle_text()
        self._due = self._due or time.monotonic() + FRAME_MS / 1000
        if entrant not in self._urgent:
            self._urgent.add(entrant)
            self.flush()

    def wait_s(self) -> float | None:
        """Seconds until the frame being gathered is due; None while it is empty."""
        return None if self._due is None else max(0.0, self._due - time.monotonic())

    def tick(self) -> None:
        """Send the frame if it is due."""
        if self._due is not None and time.monotonic() >= self._due:
            self.flush()

    def flush(self) -> None:
        self._settle_text()
        frame, self._frame, self._frame_bytes, self._due = self._frame, [], ENVELOPE_BYTES, None
        if frame:
            self._emit(frame)

    def _settle_text(self) -> None:
        """Turn gathered output into events."""
        if self._text is None:
            return
        (stream, entrant, t, parts), self._text = self._text, None
        text = "".join(parts)
        for begin in range(0, len(text), PIECE_CHARS):
            self._append("output", {"stream": stream, "text": text[begin : begin + PIECE_CHARS]}, entrant, t)

    def _append(self, kind: str, data: dict[str, Any], entrant: int | None, t: float) -> None:
        event: Event = {"seq": self._seq, "t": t, "type": kind, "data": data}
        if entrant is not None:
            event["entrant"] = entrant
        size = len(json.dumps(event)) + 2
        if self._frame and self._frame_bytes + size > FRAME_BYTES:
            self._send_full()
        self._seq += 1
        self._frame.append(event)
        self._frame_bytes += size
        self.last = event
        self._due = self._due or time.monotonic() + FRAME_MS / 1000
        if kind in TERMINAL:
            self.flush()

    def _send_full(self) -> None:
        frame, self._frame, self._frame_bytes = self._frame, [], ENVELOPE_BYTES
        self._emit(frame)


class Text:
    """Decodes one output stream: characters split between reads kept whole, what is no UTF-8 and NUL shown as
    U+FFFD."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def decode(self, data: bytes, *, final: bool = False) -> str:
        return self._decoder.decode(data, final).replace("\0", "\ufffd")
