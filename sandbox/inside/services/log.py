"""What a service saw: who asked for what, from when to when, and how many at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

LOG_ROWS: Final = 5_000
PATH_CHARS: Final = 200
PATH_BYTES: Final = 400
METHOD_CHARS: Final = 16
DONE: Final = 200
REFUSED: Final = 500

Row = list[Any]
"""One request: id, connection, method, path, start, end or None, status or None, in flight with it, client gone.
Start and end are seconds of the monotonic clock; the status is DONE or REFUSED, whatever the service speaks."""


class Log:
    """`on_row` is called with each row when its request arrives and again when it ends."""

    def __init__(self, on_row: Callable[[Row], object] = id) -> None:
        self.on_row = on_row
        self.rows: list[Row] = []
        self.count = self.in_flight = self.peak = self.connections = 0
        self.extra: dict[str, Any] = {}

    def connect(self) -> int:
        """A new client's number."""
        self.connections += 1
        return self.connections

    def arrive(self, connection: int, method: str, path: str) -> Row:
        self.count += 1
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)
        begun = time.monotonic()
        method, path = plain(method[:METHOD_CHARS]), plain(path[:PATH_CHARS])
        row: Row = [self.count, connection, method, path, begun, None, None, self.in_flight, False]
        if len(self.rows) < LOG_ROWS:
            self.rows.append(row)
            self.on_row(row)
        return row

    def leave(self, row: Row, status: int | None = DONE, *, gone: bool = False) -> None:
        self.in_flight -= 1
        row[5], row[6], row[8] = time.monotonic(), status, gone
        if row[0] <= LOG_ROWS:
            self.on_row(row)

    def report(self, moment: Callable[[float], float]) -> dict[str, Any]:
        """All of it for `sandbox.evidence.Log`; `moment` turns a clock's seconds into the run's milliseconds."""
        rows = [[*row[:4], moment(row[4]), None if row[5] is None else moment(row[5]), *row[6:]] for row in self.rows]
        return {
            "requests": rows, "count": self.count, "peak": self.peak, "connections": self.connections,
            "capped": self.count > len(self.rows), "extra": self.extra,
        }  # fmt: skip


def plain(text: str) -> str:
    """What a program said of itself, as it is kept: no control character, no half of a pair, no mark that turns the
    direction of a line, so that whoever stores it can store it and whoever shows it can show it. PATH_BYTES at most."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return text if text.isascii() else text.encode()[:PATH_BYTES].decode(errors="ignore")
