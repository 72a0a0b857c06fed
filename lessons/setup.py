"""What a program runs in: its kind, limits, services, load and rules. An exercise has one, and so has a race."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.job import Entrant, Job, Limits


@dataclass(frozen=True, slots=True)
class Setup:
    """`services`, `load` and `grade` are for the sandbox to understand; the browser never chooses any of this."""

    context: str
    """The name a run carries: `home`, `demo:A`, or the id of an exercise."""
    kind: Literal["script", "app"] = "script"
    limits: Limits = field(default_factory=Limits)
    services: Mapping[str, Any] = field(default_factory=dict)
    load: tuple[Mapping[str, Any], ...] = ()
    grade: tuple[Mapping[str, Any], ...] = ()
    cpu: bool = False
    """Shows parallel work, so a run waits for a free core."""

    def job(self, run_id: str, entrants: Iterable[Entrant], graded: bool) -> Job:
        """One run of `entrants` here. `run_id` is a UUID. Graded: the rules go along and a verdict comes back."""
        return Job(
            run=run_id,
            entrants=tuple(entrants),
            kind=self.kind,
            limits=self.limits,
            services=dict(self.services) if graded else _unhurried(self.services),
            load=tuple(dict(phase) for phase in self.load),
            grade=tuple(dict(rule) for rule in self.grade) if graded else (),
            exercise=self.context,
            cpu=self.cpu,
        )

    @classmethod
    def read(cls, context: str, raw: Mapping[str, Any]) -> Setup:
        return cls(
            context=context,
            kind=raw.get("kind", "script"),
            limits=Limits(**raw.get("limits", {})),
            services=raw.get("services", {}),
            load=tuple(raw.get("load", ())),
            grade=tuple(raw.get("grade", ())),
            cpu=raw.get("cpu", False),
        )


def _unhurried(services: Mapping[str, Any]) -> dict[str, Any]:
    """Without what ends a script once its verdict is certain: where none is asked for, it shows all it does."""
    return {
        name: {part: value for part, value in service.items() if part != "stop"}
        if isinstance(service, dict)
        else service
        for name, service in services.items()
    }
