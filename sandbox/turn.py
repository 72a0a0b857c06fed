"""One entrant's turn on the grill: a cell used once, read until everything in it has ended.

Everything that comes out of the pipes is hostile: it is decoded, checked, counted and capped here, and believed
nowhere.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import threading
import time
from dataclasses import asdict, dataclass
from typing import Any, Final

from sandbox import trace_rows
from sandbox.events import FRAME_BYTES, TRACE_BYTES, TRACE_ROWS
from sandbox.evidence import Exit
from sandbox.frames import Stream, Text
from sandbox.jail import policy
from sandbox.job import Job
from sandbox.zygote import wire
from sandbox.zygote.client import Cell

READ_BYTES: Final = 64 * 1024
LOOK_S: Final = 0.05
"""How often a turn looks whether it was stopped."""
READY_S: Final = 20.0
"""The program must be let go within this: a fresh interpreter has imported, the companion is ready."""
LATE_S: Final = 2.0
"""Past its wall limit by this much, a cell whose warden says nothing is given up: our failure."""
DRAIN_S: Final = 1.0
EVIDENCE_S: Final = 5.0
EVIDENCE_BYTES: Final = 16 * 1024 * 1024
BATCH_BYTES: Final = FRAME_BYTES // 2
ESCAPED: Final = 3
"""The bytes of a character of UTF-8 grow at most this much when JSON escapes it (control characters come escaped
already)."""
LIVE: Final = frozenset({"service", "load"})
"""Types of the companion's rows that become events as they are."""


@dataclass(slots=True)
class TraceBudget:
    """What is left of a run's trace, over all its entrants."""

    rows: int = TRACE_ROWS
    size: int = TRACE_BYTES


@dataclass(slots=True)
class Outcome:
    """What came of a turn. `failure` is the reason where it was our mistake; `released` whether the program ever
    ran."""

    exit: Exit
    stdout: str = ""
    stderr: str = ""
    report: dict[str, Any] | None = None
    failure: str = ""
    released: bool = False


class Turn:
    def __init__(
        self, job: Job, entrant: int, cell: Cell, stream: Stream, *, stop: threading.Event, budget: TraceBudget
    ) -> None:
        self._job = job
        self._entrant = entrant
        self._cell = cell
        self._stream = stream
        self._stop = stop
        self._budget = budget
        self._released: float | None = None
        self._ended: dict[str, Any] | None = None
        self._failure = ""
        self._asked_to_stop = False
        self._left = job.limits.output_kb * 1024
        self._capped = False
        self._decoders = {"stdout": Text(), "stderr": Text()}
        self._kept: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self._trace_rest = b""
        self._trace_lost = 0
        self._trace_wrong = 0
        self._evidence: int | None = None
        self._evidence_rest = b""
        self._evidence_bytes = 0
        self._orders: int | None = None
        self._report: dict[str, Any] | None = None
        self._readers: dict[int, str] = {
            cell.stdout: "stdout", cell.stderr: "stderr", cell.trace: "trace", cell.control.fileno(): "control",
        }  # fmt: skip

    def play(self) -> Outcome:
        """Run the entrant to its end. Emits its events, `entrant-started` to `entrant-ended`."""
        try:
            self._send({"order": "run", **self._order()})
            self._until_ended()
            self._drain()
            self._gather_evidence()
        finally:
            for descriptor in (self._evidence, self._orders):
                if descriptor is not None:
                    os.close(descriptor)
        exit = Exit(**self._ended) if self._ended else Exit(outcome="failed", exit_code=None)
        if self._failure:
            exit = Exit(**{**asdict(exit), "outcome": "failed"})
        if self._released is not None:
            self._tell_end(exit)
        return Outcome(
            exit,
            "".join(self._kept["stdout"]),
            "".join(self._kept["stderr"]),
            self._report,
            self._failure,
            self._released is not None,
        )

    def _order(self) -> dict[str, Any]:
        job = self._job
        companion = None
        if job.services or job.load:
            companion = {
                "services": job.services,
                "load": list(job.load),
                "kind": job.kind,
                "app_port": policy.APP_PORT,
                "kitchen_port": policy.KITCHEN_PORT,
            }
        return {
            "source": job.entrants[self._entrant].source,
            "kind": job.kind,
            "trace": job.trace,
            "limits": asdict(job.limits),
            "companion": companion,
        }

    # --- the loop ----------------------------------------------------------------------------------------------------

    def _until_ended(self) -> None:
        poll = select.poll()
        for descriptor in self._readers:
            poll.register(descriptor, select.POLLIN)
        begun = time.monotonic()
        while self._ended is None and not self._failure:
            due = self._stream.wait_s()
            ready = {descriptor for descriptor, _ in poll.poll(1000 * (LOOK_S if due is None else min(due, LOOK_S)))}
            # Control first: `released` was sent before the first output could exist.
            for descriptor in sorted(ready, key=lambda descriptor: self._readers.get(descriptor) != "control"):
                kind = self._readers.get(descriptor)
                if kind == "control":
                    self._hear(poll)
                elif kind is not None and not self._read(descriptor, kind):
                    poll.unregister(descriptor)
                    del self._readers[descriptor]
            self._stream.tick()
            self._look(begun)

    def _look(self, begun: float) -> None:
        """At what nobody tells us: the stop button and the clock."""
        if self._stop.is_set() and not self._asked_to_stop:
            self._asked_to_stop = True
            self._send({"order": "stop"})
        now = time.monotonic()
        if self._released is None:
            if now > begun + READY_S:
                self._failure = "never-ready"
        elif now > self._released + self._job.limits.wall_s + LATE_S:
            self._failure = "warden-silent"

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._cell.control.setblocking(True)
            wire.send(self._cell.control, message)
        except (wire.Hungup, OSError):
            pass  # its end is read from the same socket
        finally:
            self._cell.control.setblocking(False)

    def _hear(self, poll: select.poll) -> None:
        """One message of the warden's."""
        try:
            message, descriptors = wire.receive(self._cell.control)
        except BlockingIOError:
            return
        except wire.Hungup:
            self._failure = "sandbox-restarted"
            return
        if "released" in message:
            self._released = message["released"]
            entrant = self._job.entrants[self._entrant]
            zero = self._stream.milliseconds(self._released)
            self._stream.add("entrant-started", {"name": entrant.name, "form": entrant.form}, self._entrant, t=zero)
            if self._orders is not None:
                self._instruct(f"go {round(message['released'] * 1e9)}\n")
        elif "usage" in message:
            self._stream.add("usage", message["usage"], self._entrant)
        elif "companion" in message:
            self._evidence, self._orders = descriptors
            self._readers[self._evidence] = "evidence"
            poll.register(self._evidence, select.POLLIN)
        elif "ended" in message:
            self._ended = message["ended"]
        else:
            self._failure = "warden-broken"

    def _read(self, descriptor: int, kind: str) -> bool:
        """Read once. False at the end of file."""
        data = os.read(descriptor, READ_BYTES)
        if kind == "trace":
            self._take_trace(data)
        elif kind == "evidence":
            self._take_evidence(data)
        else:
            self._take_output(kind, data)
        return bool(data)

    def _drain(self) -> None:
        """Everything in the cell is dead: what its pipes still hold is all there will ever be."""
        deadline = time.monotonic() + DRAIN_S
        for descriptor, kind in list(self._readers.items()):
            if kind in ("control", "evidence"):
                continue
            os.set_blocking(descriptor, False)
            with contextlib.suppress(BlockingIOError):
                while time.monotonic() < deadline and self._read(descriptor, kind):
                    pass
            self._readers.pop(descriptor, None)
        for stream, decoder in self._decoders.items():
            self._say(stream, decoder.decode(b"", final=True))

    # --- output
    # --------------------------------------------------------------------------------------------------------

    def _take_output(self, stream: str, data: bytes) -> None:
        if not data or self._capped:
            return
        kept = data[: self._left]
        self._left -= len(kept)
        self._say(stream, self._decoders[stream].decode(kept))
        if len(kept) < len(data):
            self._capped = True
            self._stream.add("note", {"code": "output-capped", "kb": self._job.limits.output_kb}, self._entrant)
            self._send({"order": "over", "limit": "output"})

    def _say(self, stream: str, text: str) -> None:
        if text:
            self._kept[stream].append(text)
            self._stream.output(stream, text, self._entrant)

    # --- trace
    # -----------------------------------------------------------------------------------------------------------

    def _take_trace(self, data: bytes) -> None:
        """Whole lines, each checked; what is wrong is counted, what is beyond the run's budget dropped."""
        *lines, rest = (self._trace_rest + data).split(b"\n")
        self._trace_rest = rest[: trace_rows.ROW_BYTES + 1]
        batch: list[Any] = []
        size = 0
        for line in lines:
            if not line:
                continue
            if self._budget.rows <= 0 or self._budget.size < len(line):
                self._trace_lost += 1
                continue
            # What is wrong counts like what is right: checking it costs the same.
            self._budget.rows -= 1
            self._budget.size -= len(line)
            row = trace_rows.read_row(line)
            if row is None:
                self._trace_wrong += 1
                continue
            width = ESCAPED * len(line)
            if batch and size + width > BATCH_BYTES:
                self._stream.add("trace", {"rows": batch}, self._entrant)
                batch, size = [], 0
            batch.append(row)
            size += width
        if batch:
            self._stream.add("trace", {"rows": batch}, self._entrant)

    # --- the companion
    # -----------------------------------------------------------------------------------------------------

    def _take_evidence(self, data: bytes) -> None:
        self._evidence_bytes += len(data)
        if self._evidence_bytes > EVIDENCE_BYTES:
            self._failure = self._failure or "evidence-too-large"
            return
        *lines, self._evidence_rest = (self._evidence_rest + data).split(b"\n")
        for line in lines:
            try:
                kind, payload = json.loads(line)
            except (ValueError, TypeError):
                self._failure = self._failure or "companion-broken"
                return
            self._take_row(kind, payload)

    def _take_row(self, kind: str, payload: Any) -> None:
        if kind == "ready":
            self._send({"order": "release"})
        elif kind == "done":
            self._send({"order": "end"})
        elif kind == "evidence":
            self._report = payload
        elif kind == "failed":
            self._failure = self._failure or "companion-failed"
        elif kind in LIVE:
            for part in _parts(payload):
                self._stream.add(kind, part, self._entrant)

    def _instruct(self, line: str) -> None:
        if self._orders is not None:
            with contextlib.suppress(BrokenPipeError):
                os.write(self._orders, line.encode())

    def _gather_evidence(self) -> None:
        """Ask for the report and wait for it. Without one there is nothing to judge: our failure."""
        if self._evidence is None or self._failure:
            return
        self._instruct("finish\n")
        os.set_blocking(self._evidence, False)
        deadline = time.monotonic() + EVIDENCE_S
        poll = select.poll()
        poll.register(self._evidence, select.POLLIN)
        while self._report is None and not self._failure:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000) or not self._read(self._evidence, "evidence"):
                break
        if self._report is None:
            self._failure = self._failure or "companion-silent"

    # --- the end
    # -----------------------------------------------------------------------------------------------------------

    def _tell_end(self, exit: Exit) -> None:
        if self._trace_lost:
            self._stream.add("note", {"code": "trace-capped", "rows": self._trace_lost}, self._entrant)
        if self._trace_wrong:
            self._stream.add("note", {"code": "trace-refused", "rows": self._trace_wrong}, self._entrant)
        self._stream.add("entrant-ended", asdict(exit), self._entrant)


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
