"""The companion, from outside: what it saw is the evidence a verdict rests on; our orders to it go the other way.

It runs beside the program and out of its reach, but it reads what the program sends: its rows are checked all the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import time
from typing import Any, Final

from sandbox.channels import BATCH_BYTES
from sandbox.frames import Stream

READ_BYTES: Final = 64 * 1024
EVIDENCE_BYTES: Final = 16 * 1024 * 1024
EVIDENCE_S: Final = 60.0
"""The report takes some ms of CPU; a companion that dies says so at once, by the end of its pipe."""
LIVE: Final = frozenset({"service", "load", "note"})
"""Types of the companion's rows that become events as they are."""


class Witness:
    """One entrant's companion. `failure` is the reason once it cannot be relied on."""

    def __init__(self, evidence: int, orders: int, stream: Stream, entrant: int) -> None:
        """Owns the descriptors; `close` gives them back."""
        self.evidence = evidence
        self._orders = orders
        self._stream = stream
        self._entrant = entrant
        self._rest = b""
        self._bytes = 0
        self.report: dict[str, Any] | None = None
        self.failure = ""

    def close(self) -> None:
        os.close(self.evidence)
        os.close(self._orders)

    def go(self, zero: float) -> None:
        """The entrant's zero, of time.monotonic()."""
        self._instruct(f"go {round(zero * 1e9)}\n")

    def read(self) -> list[str]:
        """Read once; what it asks the warden for, `release` and `end`. Its end of file is a failure."""
        data = os.read(self.evidence, READ_BYTES)
        self._bytes += len(data)
        if not data:
            return self._fail("companion-silent")
        if self._bytes > EVIDENCE_BYTES:
            return self._fail("evidence-too-large")
        wishes = []
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            try:
                kind, payload = json.loads(line)
            except (ValueError, TypeError):
                return self._fail("companion-broken")
            if kind == "ready":
                wishes.append("release")
            elif kind == "done":
                wishes.append("end")
            else:
                self._take(kind, payload)
        return wishes

    def testify(self) -> None:
        """Ask for the report and wait for it. Without one there is nothing to judge: `failure`."""
        self._instruct("finish\n")
        deadline = time.monotonic() + EVIDENCE_S
        poll = select.poll()
        poll.register(self.evidence, select.POLLIN)
        while self.report is None and not self.failure:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                self._fail("companion-silent")
            else:
                self.read()

    def _take(self, kind: str, payload: Any) -> None:
        if kind == "evidence":
            self.report = payload
        elif kind == "failed":
            self._fail("companion-failed")
        elif kind in LIVE:
            for part in _parts(payload):
                self._stream.add(kind, part, self._entrant)

    def _fail(self, reason: str) -> list[str]:
        self.failure = self.failure or reason
        return []

    def _instruct(self, line: str) -> None:
        with contextlib.suppress(BrokenPipeError):
            os.write(self._orders, line.encode())


def _parts(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """A live row as it is, or halved until each part fits a frame."""
    if len(json.dumps(payload)) <= BATCH_BYTES:
        return [payload]
    lists = {name: value for name, value in payload.items() if isinstance(value, list) and len(value) > 1}
    if not lists:
        return []
    first = {**payload, **{name: value[: len(value) // 2] for name, value in lists.items()}}
    second = {**payload, **{name: value[len(value) // 2 :] for name, value in lists.items()}}
    return [*_parts(first), *_parts(second)]
