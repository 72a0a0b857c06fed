"""What was measured of one entrant from outside its process: the only thing a verdict may rest on.

The supervisor gathers it from its own clocks and the kernel's accounting (`Exit`), and from the companion, which
runs beside the program with the local services, the load generator and the sampler (`Kitchen`, `Phase`). The program's
output is kept too, to quote it, never to believe it: no text the program prints can make a verdict better.

All times are milliseconds since the entrant's zero, on the monotonic clock, unless the name says seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

SERVICES: Final = ("kitchen", "database", "mail", "disk")
"""Local services that keep a log of what they were asked, by their names in an exercise's `services`."""

TAIL_BYTES: Final = 16 * 1024
"""Of each output stream this much is kept for quoting: its end, where tracebacks are."""


class BrokenEvidence(ValueError):
    """The companion's report does not have its shape; our mistake, never the learner's."""


@dataclass(frozen=True, slots=True)
class Exit:
    """How the entrant ended, by the supervisor; the fields of the event `entrant-ended`."""

    outcome: Literal["exited", "signalled", "limit", "stopped", "failed"] = "exited"
    exit_code: int | None = 0
    signal: int | None = None
    limit: str = ""
    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak_mb: float = 0.0


@dataclass(frozen=True, slots=True)
class Request:
    """One request at the kitchen, as the kitchen saw it. `end_ms` and `status` are None while it was still open."""

    id: int
    connection: int
    method: str
    path: str
    start_ms: float
    end_ms: float | None
    status: int | None
    in_flight: int
    gone: bool
    """The client hung up before its answer."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order the kitchen took. None: that never came."""

    number: int
    placed_ms: float
    ready_ms: float | None
    collected_ms: float | None
    stood_ms: float | None
    """How long it stood ready before it was collected, not counting what the program waited for a core."""


@dataclass(frozen=True, slots=True)
class Kitchen:
    nonce: str
    extra: dict[str, Any]
    """The fields every answer carried, drawn anew for this run."""
    requests: tuple[Request, ...]
    count: int
    """All requests, those beyond the capped log included."""
    peak: int
    connections: int
    capped: bool
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """What another service saw: the database, the mail desk, the slow disk.

    Of a request, `path` is the query's text, the letter's subject or the file's path; `status` is 200, or 500 where the
    service refused it.
    """

    requests: tuple[Request, ...]
    count: int
    """All requests, those beyond the capped log included."""
    peak: int
    connections: int
    capped: bool
    extra: dict[str, Any] = field(default_factory=dict)
    """The numbers drawn anew for this run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one simulated user got for one request.

    `status` None: not answered when the phase ended; 0: the connection broke.
    """

    user: int
    turn: int
    token: str
    path: str
    start_ms: float
    latency_ms: float
    status: int | None
    body: str


@dataclass(frozen=True, slots=True)
class Ping:
    """One heartbeat. `status` None: still open when the phase ended, `latency_ms` is how long it had been waiting."""

    start_ms: float
    latency_ms: float
    status: int | None


@dataclass(frozen=True, slots=True)
class Sample:
    """The process tree during a phase, or a whole run, from /proc. CPU in seconds spent within it."""

    cpu_main_s: float
    cpu_threads_s: float
    cpu_children_s: float
    runnable: float
    """Mean number of runnable threads that do the work, over the samples that found one: needs no free core."""
    busy: int
    """How many samples found one: on few of them no verdict can rest."""
    threads: int
    """Most threads of the program's own process at once."""
    processes: int
    """Most processes at once, the program's own included."""
    created: int
    """Processes first seen during the phase."""
    ended: int
    """Processes that were seen during the phase and had gone before it ended."""
    rss_mb: float
    count: int

    @property
    def cpu_s(self) -> float:
        return self.cpu_main_s + self.cpu_threads_s + self.cpu_children_s


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of the load. `stopped` says why it was cut short: '' (it was not), 'certain', 'timeout', 'finish'."""

    name: str
    start_ms: float
    end_ms: float
    stopped: str
    answers: tuple[Answer, ...]
    pings: tuple[Ping, ...]
    sample: Sample | None
    connections: int
    """Connections the kitchen accepted during the phase."""

    @property
    def wall_ms(self) -> float:
        return self.end_ms - self.start_ms

    @property
    def ping_max_ms(self) -> float:
        return max((ping.latency_ms for ping in self.pings), default=0.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All of it. `app_started` is None for a script; `load_done` says that no phase was left to run."""

    exit: Exit = field(default_factory=Exit)
    stdout: str = ""
    stderr: str = ""
    kitchen: Kitchen | None = None
    services: Mapping[str, Log] = field(default_factory=dict)
    """The other services, by their names."""
    app_started: bool | None = None
    load_done: bool = False
    phases: tuple[Phase, ...] = ()
    cores: int = 1
    sample: Sample | None = None
    """The process tree from beginning to end, where the exercise wants the service `sampler`."""
    cut: bool = False
    """The kitchen ended the script, its verdict being certain."""
    source: str = ""
    """The program's text, as it was run."""

    def phase(self, name: str) -> Phase | None:
        return next((phase for phase in self.phases if phase.name == name), None)

    def log(self, service: str) -> Kitchen | Log | None:
        """What a service saw, by its name in an exercise's `services`."""
        return self.kitchen if service == "kitchen" else self.services.get(service)


def gather(exit: Exit, report: Mapping[str, Any] | None = None, *, stdout: str = "", stderr: str = "") -> Evidence:
    """The evidence of one entrant. `report` is the companion's row `evidence`; None where there was no companion.

    Raises BrokenEvidence where the report does not have its shape.
    """
    own: dict[str, Any] = {"exit": exit, "stdout": stdout[-TAIL_BYTES:], "stderr": stderr[-TAIL_BYTES:]}
    if report is None:
        return Evidence(**own)
    try:
        kitchen = report["kitchen"]
        return Evidence(
            **own,
            kitchen=_kitchen(kitchen) if kitchen else None,
            services={name: _log(raw) for name, raw in report.get("services", {}).items()},
            app_started=report["app_started"],
            load_done=report["load_done"],
            phases=tuple(_phase(raw) for raw in report["phases"]),
            cores=report["cores"],
            sample=Sample(**report["sample"]) if report["sample"] else None,
            cut=report["cut"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BrokenEvidence(str(error)) from error


def _kitchen(raw: Mapping[str, Any]) -> Kitchen:
    parts = {
        "requests": tuple(Request(*row) for row in raw["requests"]),
        "orders": tuple(Order(*row) for row in raw["orders"]),
    }
    return Kitchen(**{**raw, **parts})


def _log(raw: Mapping[str, Any]) -> Log:
    return Log(**{**raw, "requests": tuple(Request(*row) for row in raw["requests"])})


def _phase(raw: Mapping[str, Any]) -> Phase:
    parts = {
        "answers": tuple(Answer(*row) for row in raw["answers"]),
        "pings": tuple(Ping(*row) for row in raw["pings"]),
        "sample": Sample(**raw["sample"]) if raw["sample"] else None,
    }
    return Phase(**{**raw, **parts})
