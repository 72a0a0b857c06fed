"""Rows to JSON lines, and lines into the pipe: whole lines, at most PIPE_BUF a write, never blocking the learner.

A write of at most PIPE_BUF bytes to a non-blocking pipe happens whole or not at all (pipe(7)), so several processes
may share one.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections import deque
from collections.abc import Iterable
from time import sleep
from typing import Final

from sandbox.inside.tracer import record

CHUNK: Final = 4096
"""PIPE_BUF on Linux."""
PENDING: Final = 256
"""Chunks kept while the pipe is full (1 MiB); beyond that rows are dropped and counted."""
PLACES: Final = (900, 200, 60, 0)
"""The descriptor moves up, out of the way of the learner's own: theirs begin at 3 as ever."""

_encode: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=str).encode


class Pipe:
    """The tracer's end of the trace pipe in this process."""

    def __init__(self, fd: int, zero_ns: int) -> None:
        """Use a duplicate of `fd` under a high number. Raises OSError where it is no open descriptor."""
        self.fd = -1
        for place in PLACES:
            try:
                self.fd = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, place)
                break
            except OSError:
                if place == 0:
                    raise
        os.set_blocking(self.fd, False)
        self.zero = zero_ns
        self.pid = os.getpid()
        self.pending: deque[tuple[bytes, int]] = deque()
        self.lost = 0
        self.identity = self._stat()

    def _stat(self) -> tuple[int, int]:
        status = os.fstat(self.fd)
        return status.st_dev, status.st_ino

    def forked(self) -> None:
        """Forget what the parent will write itself."""
        self.pid = os.getpid()
        self.pending.clear()
        self.lost = 0

    def put(self, rows: Iterable[record.Row]) -> None:
        """Queue the rows as chunks of whole lines."""
        lines: list[bytes] = []
        size = 0
        for row in rows:
            line = self._line(row)
            if len(line) > CHUNK:
                self.lost += 1
                continue
            if size + len(line) > CHUNK:
                self._queue(lines)
                lines, size = [], 0
            lines.append(line)
            size += len(line)
        if lines:
            self._queue(lines)

    def _queue(self, lines: list[bytes]) -> None:
        if len(self.pending) >= PENDING:
            self.lost += len(lines)
        else:
            self.pending.append((b"".join(lines), len(lines)))

    def _line(self, row: record.Row) -> bytes:
        t = max(row[1] - self.zero, 0)
        if row[0] == "s" and len(row) == 8:  # by far the most frequent; twice as fast as the encoder
            _, _, dur, task, state, wait, detail, site = row
            said = "null" if detail is None else _encode(detail)
            return f'["s",{self.pid},{t},{dur},{task},"{state}","{wait}",{said},{site}]\n'.encode()
        if row[0] == "s" and len(row) == 5:
            return f'["s",{self.pid},{t},{row[2]},{row[3]},"{row[4]}"]\n'.encode()
        return (_encode((row[0], self.pid, t, *row[2:])) + "\n").encode("utf-8", "replace")

    def drain(self, patience_s: float) -> None:
        """Write what is queued, waiting at most `patience_s` in all for room. What finds no room stays queued."""
        while self.pending:
            chunk, lines = self.pending[0]
            try:
                if self._stat() != self.identity:  # the learner closed it and the number is another file's now
                    raise OSError
                os.write(self.fd, chunk)
            except BlockingIOError:
                if patience_s <= 0:
                    return
                sleep(0.002)
                patience_s -= 0.002
                continue
            except OSError:  # nobody reads any more
                self.lost += lines
            self.pending.popleft()

    def give_up(self) -> None:
        """Count as lost what is still queued."""
        self.lost += sum(lines for _, lines in self.pending)
        self.pending.clear()
