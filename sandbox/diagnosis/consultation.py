"""The diagnosis of one entrant's turn: its program is read while it runs, and what was found is told when it has
ended."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from sandbox.diagnosis import diagnose
from sandbox.diagnosis.finding import Case
from sandbox.diagnosis.picture import Picture
from sandbox.diagnosis.reader import Reader
from sandbox.events import FRAME_BYTES

if TYPE_CHECKING:
    from sandbox.frames import Stream
    from sandbox.job import Job
    from sandbox.turn import Outcome
    from sandbox.zygote.pool import Pool

EVENT_BYTES: Final = FRAME_BYTES // 2

log = logging.getLogger(__name__)


class Consultation:
    """`with Consultation(...) as consultation:` around the turn; `tell` adds the event, where there is one.

    Nothing is said of a run that is not traced. Whatever fails here costs the diagnosis, never the run.
    """

    def __init__(self, pool: Pool, job: Job, entrant: int) -> None:
        self._job = job
        self._entrant = entrant
        self._source = job.entrants[entrant].source
        self._reader: Reader | None = None
        if job.trace:
            with suppress(RuntimeError):  # no thread to be had
                self._reader = Reader(pool, job.run, self._source)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is not None:
            self._reader.give_up()

    def tell(self, played: Outcome, stream: Stream) -> None:
        """Add the event `diagnosis` of the entrant, unless there is nothing to say."""
        if self._reader is None:
            return
        stream.flush()  # who watches sees the end of the turn before we think about it
        try:
            facts = self._reader.facts()
            lines = self._source.count("\n") + 1
            case = Case(Picture(played.rows), facts, played.exit, played.stderr, self._job.kind, lines)
            found = diagnose(case)
        except Exception:
            log.exception("run %s: no diagnosis", self._job.run)
            return
        if found := fitting(found):
            stream.add("diagnosis", {"findings": found}, self._entrant)


def fitting(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What one frame can carry: edits go first, then the least telling finding."""
    kept = list(found)
    for finding in reversed(kept):
        if finding["saves"] and len(json.dumps(kept)) > EVENT_BYTES:
            finding["saves"] = {**finding["saves"], "edit": None}
    while kept and len(json.dumps(kept)) > EVENT_BYTES:
        kept.pop()
    return kept
