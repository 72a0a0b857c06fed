"""The sandbox, from outside: runs jobs in cells and tells what happened as one ordered stream of events.

with Sandbox() as sandbox:
    last = sandbox.run(job, emit)
"""

from __future__ import annotations

import logging
import os
import platform
import re
import threading
from collections.abc import Callable
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from sandbox import database
from sandbox import evidence as evidences
from sandbox.channels import TraceBudget
from sandbox.diagnosis.consultation import Consultation
from sandbox.events import Event
from sandbox.evidence import BrokenEvidence, Evidence, Exit
from sandbox.frames import Stream
from sandbox.job import Job
from sandbox.rounds import Repeats, round_ended
from sandbox.turn import Outcome, Turn
from sandbox.zygote.client import Unavailable
from sandbox.zygote.pool import Pool

if TYPE_CHECKING:
    from sandbox import doctor

log = logging.getLogger(__name__)

ATTEMPTS: Final = 2
"""A turn whose cell died before its program was let go is tried once more: nobody has seen anything of it."""

PRELOADED: Final = re.compile(
    r"^\s*(?:from|import)\b.*\b(?:aiohttp|fastapi|httpx|pydantic|requests|starlette|uvicorn)\b", re.M
)
HASHES: Final = re.compile(r"\bhash\b")


def sorts_of_cell(job: Job, entrant: int) -> tuple[bool, ...]:
    """Which sorts of cell suit this entrant, best first, as `fresh`.

    Fresh is Python itself running a file, with a hash seed of its own; building one costs 100 ms. Preloaded saves a
    program the 200 ms of importing a web framework, and shares its zygote's seed: not for a program that speaks
    of hashes.
    """
    source = job.entrants[entrant].source
    if job.kind == "app" or job.schedule is not None:  # who steps a program makes an interpreter for it
        return (False,)
    if HASHES.search(source):
        return (True,)
    return (False,) if PRELOADED.search(source) else (True, False)


class Over(Exception):
    """The run ends before all its turns are played."""

    def __init__(self, outcome: str, reason: str) -> None:
        super().__init__(f"{outcome} {reason}")
        self.outcome = outcome
        self.reason = reason


def _unheard(frame: list[Event]) -> None:
    """Where the frames of a repeated turn go."""


class CannotJail(RuntimeError):
    """This machine cannot build the jail, or the jail let something through: nothing is run. `problems` pairs reason
    and remedy."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{reason} ({remedy})" if remedy else reason for reason, remedy in problems))
        self.problems = problems


def pool_of(warm: int) -> Pool:
    """Raises CannotJail where not even the filter can be made."""
    try:
        return Pool(warm)
    except (RuntimeError, OSError) as error:
        raise CannotJail([(str(error), "install libseccomp2")]) from error


class Sandbox:
    """Owns a zygote and its warm cells. Thread-safe: many threads may call `run` at once."""

    def __init__(self, *, warm: int = 4, check: bool = True) -> None:
        """`check`: run the doctor's self-test on entering. Only the doctor itself leaves it out."""
        self.pool = pool_of(warm)
        self.missing: dict[str, str] = {}
        """Local services that this machine cannot give a run: name and reason."""
        self._check = check

    def __enter__(self) -> Self:
        """Raises CannotJail."""
        from sandbox import doctor

        self._equip(doctor.services())
        try:
            self.pool.open()
        except Unavailable as error:
            self.pool.close()
            problems = [(finding.reason, finding.remedy) for finding in doctor.examine() if finding.fatal]
            raise CannotJail(problems or [(str(error), "")]) from error
        if self._check:
            through = doctor.self_test(self)
            if through:
                self.pool.close()
                raise CannotJail(
                    [(f"the jail let this through: {', '.join(through)}", "do not run it on this machine; report it")]
                )
        return self

    def _equip(self, findings: list[doctor.Finding]) -> None:
        """Note what local services are missing; make the template of the databases, where it is not there yet."""
        self.missing = {
            finding.subject: f"{finding.reason} ({finding.remedy})" for finding in findings if not finding.good
        }
        if "database" in self.missing:
            return
        try:
            self.pool.template = database.template()
        except database.NoTemplate as error:
            log.warning("no run will have a database: %s", error)
            self.missing["database"] = str(error)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pool.close()

    def run(self, job: Job, emit: Callable[[list[Event]], None], stop: threading.Event | None = None) -> Event:
        """Execute `job`. `emit` receives frames, in this thread; the last event of the last one is terminal, and
        returned.

        Never raises for what the learner does; our own failure ends the run as `failed`. What `emit` raises ends the
        run and is raised.
        """
        stop = stop or threading.Event()
        stream = Stream(emit)
        stream.add(
            "started",
            {
                "python": platform.python_version(),
                "cores": len(os.sched_getaffinity(0)),
                "kind": job.kind,
                "entrants": [{"name": entrant.name, "form": entrant.form} for entrant in job.entrants],
                "limits": asdict(job.limits),
                "rounds": job.rounds,
            },
        )
        stream.flush()
        try:
            try:
                if lacking := self.missing.keys() & job.services.keys():
                    raise Over("failed", f"no-{min(lacking)}")
                outcome, reason = self._entrants(job, stream, stop)
            except Over as over:
                outcome, reason = over.outcome, over.reason
            stream.add("ended", {"outcome": outcome, "reason": reason})
        finally:
            self.pool.ended()
        assert stream.last is not None
        return stream.last

    def _entrants(self, job: Job, stream: Stream, stop: threading.Event) -> tuple[str, str]:
        """All entrants in turn, and the verdict: the run's outcome and reason. Raises Over where it ends early."""
        budget = TraceBudget(entrants=len(job.entrants))
        limit = ""
        gathered: list[Evidence] = []
        for entrant in range(len(job.entrants)):
            with Consultation(self.pool, job, entrant) as consultation:
                played = self._played(job, entrant, stream, stop, budget)
                consultation.tell(played, stream)
            limit = limit or played.exit.limit
            try:
                gathered.append(
                    evidences.gather(played.exit, played.report, stdout=played.stdout, stderr=played.stderr)
                )
            except BrokenEvidence as error:
                raise Over("failed", "evidence-broken") from error
        if job.rounds > 1:
            again = self._more_rounds(job, stream, stop, [evidence.exit for evidence in gathered])
            limit = limit or again
        if job.grade:
            from sandbox import grading

            try:
                verdict = grading.judge(job, gathered[0])
            except Exception as error:
                log.exception("run %s could not be judged", job.run)
                raise Over("failed", "grading-failed") from error
            stream.add("verdict", {"code": verdict.code, "passed": verdict.passed, "evidence": verdict.evidence})
        return ("limit", limit) if limit else ("finished", "")

    def _more_rounds(self, job: Job, stream: Stream, stop: threading.Event, first: list[Exit]) -> str:
        """The later rounds: traced as the first was, for the same cost, but only their times are told. Returns the
        limit a turn met. Raises Over."""
        repeats = Repeats(job.rounds, first)
        limit = ""
        for number in repeats:
            stream.flush()  # who watches learns that the round before is over
            for entrant in repeats.entrants:
                played = self._played(job, entrant, Stream(_unheard), stop, TraceBudget(rows=0, size=0))
                limit = limit or played.exit.limit
                stream.add("round-ended", round_ended(number, played.exit), entrant)
        if repeats.cut:
            stream.add("note", {"code": "rounds-cut", "rounds": repeats.played, "of": job.rounds})
        return limit

    def _played(self, job: Job, entrant: int, stream: Stream, stop: threading.Event, budget: TraceBudget) -> Outcome:
        """A turn that came to an end of its own. Raises Over."""
        if stop.is_set():
            raise Over("stopped", "stopped")
        played = self._turn(job, entrant, stream, stop, budget)
        if played.failure:
            raise Over("failed", played.failure)
        if played.exit.outcome == "stopped":
            raise Over("stopped", "stopped")
        return played

    def _turn(self, job: Job, entrant: int, stream: Stream, stop: threading.Event, budget: TraceBudget) -> Outcome:
        """One entrant in a cell of its own."""
        for last in range(1, ATTEMPTS + 1):
            try:
                cell = self.pool.take(
                    job.limits.disk_mb, sorts_of_cell(job, entrant), database="database" in job.services
                )
            except Unavailable:
                return Outcome(evidences.Exit(outcome="failed", exit_code=None), failure="no-cell")
            try:
                played = Turn(job, entrant, cell, stream, stop=stop, budget=budget).play()
            finally:
                cell.close()
            if played.released or not played.failure or last == ATTEMPTS:
                break
        return played
