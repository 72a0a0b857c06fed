"""What a race's events tell of each of its programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Any

from sandbox.command.lanes import Lanes
from sandbox.events import Event


@dataclass
class Racer:
    name: str
    fate: str = "waiting"
    """waiting, running, done, error, limit, signal, stopped or failed; only the time of `done` can be compared."""
    wall_s: float = 0.0
    peak_mb: float = 0.0
    limit: str = ""
    times: list[float] = field(default_factory=list)
    """Seconds of each round that came to its end."""
    cpu: list[float] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    served: list[list[Any]] = field(default_factory=list)
    errors: str = ""
    """What it printed as errors."""

    @cached_property
    def lanes(self) -> Lanes:
        """To be asked once it has ended."""
        return Lanes(self.rows, self.served)

    @property
    def seconds(self) -> float:
        """The median where there were several rounds."""
        return median(self.times) if self.times else self.wall_s

    @property
    def cpu_s(self) -> float:
        return median(self.cpu) if self.cpu else 0.0

    @property
    def cores(self) -> float:
        return self.cpu_s / self.seconds if self.seconds > 0 else 0.0


@dataclass
class Tally:
    racers: list[Racer]
    rounds: int
    round: int = 1
    outcome: str = ""
    reason: str = ""
    cut: int | None = None
    """There was no time for more than so many rounds."""
    python: str = ""
    cores: int = 0

    def add(self, event: Event) -> None:
        data = event["data"]
        match event["type"]:
            case "started":
                self.python, self.cores = data["python"], data["cores"]
            case "note" if data.get("code") == "rounds-cut":
                self.cut = data["rounds"]
            case "ended":
                self.outcome, self.reason = data["outcome"], data["reason"]
            case _ if "entrant" in event:
                self._of(self.racers[event["entrant"]], event["type"], data)

    def _of(self, racer: Racer, kind: str, data: dict[str, Any]) -> None:
        match kind:
            case "entrant-started":
                racer.fate = "running"
            case "trace":
                racer.rows.extend(data["rows"])
            case "service":
                racer.served.extend(data["rows"])
            case "output" if data["stream"] == "stderr":
                racer.errors = (racer.errors + data["text"])[-2000:]
            case "entrant-ended":
                racer.wall_s, racer.peak_mb, racer.limit = data["wall_s"], data["peak_mb"], data["limit"]
                racer.fate = _fate(data)
                racer.cpu.append(data["cpu_s"])
                if racer.fate == "done":
                    racer.times.append(data["wall_s"])
            case "round-ended":
                self.round = data["round"]
                if _fate(data) == "done":
                    racer.times.append(data["wall_s"])
                    racer.cpu.append(data["cpu_s"])


def _fate(data: dict[str, Any]) -> str:
    if data["outcome"] == "exited":
        return "error" if data["exit_code"] else "done"
    return "signal" if data["outcome"] == "signalled" else str(data["outcome"])
