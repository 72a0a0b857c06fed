"""One entrant's turn on the grill: a cell used once, read until everything in it has ended."""

from __future__ import annotations

import contextlib
import logging
import os
import select
import threading
import time
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from sandbox.channels import Output, Trace, TraceBudget
from sandbox.evidence import Exit
from sandbox.frames import Stream
from sandbox.jail import policy
from sandbox.job import Job
from sandbox.steps import Steps
from sandbox.witness import Witness
from sandbox.zygote import wire
from sandbox.zygote.client import Cell

log = logging.getLogger(__name__)

READ_BYTES: Final = 64 * 1024
LOOK_S: Final = 0.05
"""How often a turn looks whether it was stopped."""
READY_S: Final = 120.0
"""The program must be let go within this: a fresh interpreter has imported, the companion is ready. Both take a tenth
of a second of CPU, of which a busy machine may give a fiftieth; what dies on the way says so at once."""
LATE_S: Final = 60.0
"""Past its wall limit by this much, a cell whose warden says nothing is given up: our failure. The warden ends an
entrant in time; the kernel needs its time to see a hundred processes out on a busy machine."""
DRAIN_BYTES: Final = 1024 * 1024
"""More than a pipe holds."""


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
    rows: list[Any] = field(default_factory=list)
    """Its trace, each row checked."""


class Turn:
    def __init__(
        self, job: Job, entrant: int, cell: Cell, stream: Stream, *, stop: threading.Event, budget: TraceBudget
    ) -> None:
        self._job = job
        self._entrant = entrant
        self._cell = cell
        self._stream = stream
        self._stop = stop
        self._released: float | None = None
        self._ended: dict[str, Any] | None = None
        self._failure = ""
        self._asked_to_stop = False
        self._output = Output(stream, entrant, job.limits.output_kb)
        self._trace = Trace(stream, entrant, budget) if job.schedule is None else Steps(stream, entrant)
        self._witness: Witness | None = None
        self._readers: dict[int, str] = {
            cell.stdout: "stdout", cell.stderr: "stderr", cell.trace: "trace", cell.control.fileno(): "control",
        }  # fmt: skip

    def play(self) -> Outcome:
        """Run the entrant to its end. Emits its events, `entrant-started` to `entrant-ended`."""
        try:
            self._send({"order": "run", **self._order()})
            self._until_ended()
            self._drain()
            self._hear_witness()
        finally:
            if self._witness is not None:
                self._witness.close()
        exit = Exit(**self._ended) if self._ended else Exit(outcome="failed", exit_code=None)
        if self._failure:
            exit = Exit(**{**asdict(exit), "outcome": "failed"})
            log.warning("run %s: %s; the zygote said: %s", self._job.run, self._failure, self._cell.zygote.said())
        if self._released is not None:
            self._trace.end()
            self._stream.add("entrant-ended", asdict(exit), self._entrant)
        return Outcome(
            exit,
            self._output.text("stdout"),
            self._output.text("stderr"),
            self._witness.report if self._witness else None,
            self._failure,
            self._released is not None,
            self._trace.rows,
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
                "mail_port": policy.MAIL_PORT,
                "database_port": policy.DATABASE_PORT,
                "database_bounds": {"memory_mb": policy.DATABASE_MEMORY_MB, "cpu_s": job.limits.cpu_s},
            }
        return {
            "source": job.entrants[self._entrant].source,
            "kind": job.kind,
            "trace": job.trace and job.schedule is None,
            "limits": asdict(job.limits),
            "companion": companion,
            "steps": None if job.schedule is None else {"schedule": job.schedule, "then": job.then},
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
                elif kind == "evidence":
                    self._ask()
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
            if self._witness is not None:
                self._witness.go(message["released"])
        elif "usage" in message:
            self._stream.add("usage", message["usage"], self._entrant)
        elif "companion" in message:
            evidence, orders = descriptors
            self._witness = Witness(evidence, orders, self._stream, self._entrant)
            self._readers[self._witness.evidence] = "evidence"
            poll.register(self._witness.evidence, select.POLLIN)
        elif "ended" in message:
            self._ended = message["ended"]
            if self._released is None and not self._asked_to_stop:
                self._failure = "never-started"
        else:
            log.error("run %s: its warden broke: %s", self._job.run, message.get("broken"))
            self._failure = "warden-broken"

    def _ask(self) -> None:
        """Pass on to the warden what the companion wishes."""
        assert self._witness is not None
        for order in self._witness.read():
            self._send({"order": order})
        self._failure = self._failure or self._witness.failure

    def _read(self, descriptor: int, kind: str) -> int:
        """Read once; how many bytes, 0 at the end of file."""
        data = os.read(descriptor, READ_BYTES)
        if kind == "trace":
            self._trace.take(data)
        else:
            capped = self._output.capped
            self._output.take(kind, data)
            if self._output.capped and not capped:
                self._send({"order": "over", "limit": "output"})
        return len(data)

    # --- the end -----------------------------------------------------------------------------------------------------

    def _drain(self) -> None:
        """Everything in the cell is dead: what its pipes still hold is all there will ever be."""
        for descriptor, kind in self._readers.items():
            if kind in ("control", "evidence"):
                continue
            os.set_blocking(descriptor, False)
            left = DRAIN_BYTES  # for a cell that was given up, whose program may be writing still
            with contextlib.suppress(BlockingIOError):
                while left > 0 and (size := self._read(descriptor, kind)):
                    left -= size
        self._output.end()

    def _hear_witness(self) -> None:
        """An entrant that was stopped is not judged: it need not wait for its report."""
        stopped = self._ended is not None and self._ended["outcome"] == "stopped"
        if self._witness is not None and not self._failure and not stopped:
            self._witness.testify()
            self._failure = self._witness.failure
