"""A job: all that a sandbox worker needs to execute one run, as plain JSON. It knows no user and no database."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Final, Literal, Self

VERSION: Final = 1
KINDS: Final = ("script", "app")
"""script: the program is `__main__`. app: its `app` (FastAPI) is served by uvicorn in the jail and put under load."""

SOURCE_BYTES: Final = 64 * 1024
MAX_ENTRANTS: Final = 4
MAX_ROUNDS: Final = 9
MAX_CHOICES: Final = 500
MAX_READY: Final = 64
THEN: Final = ("ask", "play", "search")


class InvalidJob(ValueError):
    """The job breaks the contract; our mistake, never the learner's."""


WHY_NOT: Final = {
    "empty": "there is no program in it",
    "too-large": f"it is larger than {SOURCE_BYTES // 1024} KB",
    "nul": "it holds a NUL character",
    "encoding": "it holds a character that is no valid Unicode",
}


class InvalidProgram(ValueError):
    """The learner's text cannot be a program. `code` is a stable slug, one of WHY_NOT."""

    def __init__(self, code: str) -> None:
        super().__init__(WHY_NOT[code])
        self.code = code


@dataclass(frozen=True, slots=True)
class Limits:
    """What one entrant may use. Over a limit the entrant ends with that limit named; its output so far is kept."""

    wall_s: float = 20.0
    cpu_s: float = 10.0
    memory_mb: int = 512
    processes: int = 64
    """Processes and threads together."""
    output_kb: int = 256
    disk_mb: int = 16


@dataclass(frozen=True, slots=True)
class Entrant:
    """One program of a run. A plain run has one, a race has up to MAX_ENTRANTS; they run one after another."""

    source: str
    name: str = "main"
    form: Literal["", "sync", "async", "threads", "processes"] = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One run, self-contained. `services`, `load` and `grade` come from the exercise's file and are opaque here:
    `sandbox.inside.services`, `sandbox.inside.load` and `sandbox.grading` document and validate them."""

    run: str
    entrants: tuple[Entrant, ...]
    kind: Literal["script", "app"] = "script"
    limits: Limits = field(default_factory=Limits)
    services: dict[str, Any] = field(default_factory=dict)
    load: tuple[dict[str, Any], ...] = ()
    grade: tuple[dict[str, Any], ...] = ()
    """Rules, in order; empty where no verdict is asked for."""
    exercise: str = ""
    trace: bool = True
    cpu: bool = False
    """Judged on parallel speed-up, so it waits for a free core: at most cores - 1 such runs at once on a worker."""
    rounds: int = 1
    """How often each entrant runs, 1 to MAX_ROUNDS, taking turns. Only the first round is told in full; of the later
    ones the times are. `limits` hold for each turn. More than one is never graded."""
    schedule: tuple[int, ...] | None = None
    """Step mode (`sandbox.inside.stepping`), of a script alone: which of the ready tasks to take at the first
    choice, the second ... At most MAX_CHOICES, each below MAX_READY. None: an ordinary run."""
    then: Literal["ask", "play", "search"] = "ask"
    """In step mode, where the schedule says nothing more: end and tell the state; go on in asyncio's own order; look
    for an order with another outcome (from the beginning: the schedule is empty)."""
    version: int = VERSION

    def to_json(self) -> dict[str, Any]:
        """To be written, not to be changed: rules and services are the job's own. (asdict copies each of their parts,
        at the cost of a tenth of a launch.)"""
        flat = {part.name: getattr(self, part.name) for part in fields(self)}
        return {**flat, "entrants": [asdict(entrant) for entrant in self.entrants], "limits": asdict(self.limits)}

    @staticmethod
    def id_of(raw: Any) -> str:
        """The run a message speaks of, whatever else is wrong with it. Raises InvalidJob."""
        run = raw.get("run") if isinstance(raw, dict) else None
        if not isinstance(run, str) or not re.fullmatch(r"[0-9a-f-]{36}", run):
            raise InvalidJob("run id is not a UUID")
        return run

    @classmethod
    def from_json(cls, raw: Any) -> Self:
        """Check and build. Raises InvalidJob for whatever does not fit; never trusts the sender."""
        try:
            if raw["version"] != VERSION:
                raise InvalidJob(f"job version {raw['version']!r}, this worker speaks {VERSION}")
            if not re.fullmatch(r"[0-9a-f-]{36}", raw["run"]):
                raise InvalidJob("run id is not a UUID")
            if raw["kind"] not in KINDS:
                raise InvalidJob(f"unknown kind {raw['kind']!r}")
            entrants = tuple(Entrant(**entrant) for entrant in raw["entrants"])
            if not 1 <= len(entrants) <= MAX_ENTRANTS:
                raise InvalidJob(f"{len(entrants)} entrants")
            job = cls(
                run=raw["run"],
                entrants=entrants,
                kind=raw["kind"],
                limits=Limits(**raw["limits"]),
                services=dict(raw["services"]),
                load=tuple(raw["load"]),
                grade=tuple(raw["grade"]),
                exercise=str(raw["exercise"]),
                trace=bool(raw["trace"]),
                cpu=bool(raw.get("cpu", False)),
                rounds=raw.get("rounds", 1),
                schedule=_schedule(raw.get("schedule")),
                then=raw.get("then", "ask"),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise InvalidJob(str(error)) from error
        if type(job.rounds) is not int or not 1 <= job.rounds <= MAX_ROUNDS:
            raise InvalidJob(f"{job.rounds!r} rounds")
        if job.rounds > 1 and job.grade:
            raise InvalidJob("a run of several rounds is not graded")
        if job.then not in THEN:
            raise InvalidJob(f"{job.then!r} after a schedule")
        if job.schedule is not None and (job.kind != "script" or job.grade or job.services or job.load):
            raise InvalidJob("only a script by itself is stepped, and it is not graded")
        if job.schedule is not None and (job.rounds > 1 or len(entrants) > 1 or job.trace):
            raise InvalidJob("one program is stepped at a time, once, untraced")
        if job.schedule and job.then == "search":
            raise InvalidJob("a search begins where the program does")
        return replace(job, entrants=tuple(replace(e, source=clean_source(e.source)) for e in job.entrants))


def _schedule(raw: Any) -> tuple[int, ...] | None:
    """Raises InvalidJob."""
    if raw is None:
        return None
    if not isinstance(raw, list | tuple) or not is_schedule(list(raw)):
        raise InvalidJob("a schedule that is none")
    return tuple(raw)


def is_schedule(numbers: list[Any]) -> bool:
    """Whether these can be the choices of step mode."""
    return len(numbers) <= MAX_CHOICES and all(type(one) is int and 0 <= one < MAX_READY for one in numbers)


def clean_source(source: object) -> str:
    """The program as it will be compiled: BOM dropped, CRLF and CR turned into LF. Raises InvalidProgram.

    Used by the platform before saving and by the worker before running, so that both speak of the same lines.
    """
    if not isinstance(source, str):
        raise InvalidProgram("encoding")
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InvalidProgram("empty")
    if "\0" in text:
        raise InvalidProgram("nul")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise InvalidProgram("encoding") from error
    if size > SOURCE_BYTES:
        raise InvalidProgram("too-large")
    return text
