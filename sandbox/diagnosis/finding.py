"""What a rule says, and what it says it from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from sandbox.diagnosis.facts import Edit, Facts
from sandbox.diagnosis.picture import Picture, Row, reference
from sandbox.evidence import Exit

ROWS: Final = 20

Value = int | float | str


@dataclass(slots=True)
class Saves:
    """Seconds: what it took, what it would take with the edit."""

    measured_s: float
    predicted_s: float
    edit: Edit | None = None


@dataclass(slots=True)
class Finding:
    slug: str
    line: int
    values: dict[str, Value] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    weight: float = 0.0
    """Milliseconds that are at stake, among findings of the same rank."""
    saves: Saves | None = None
    around: tuple[int, ...] = ()
    """Other lines it speaks of: of a call chain, of a loop."""

    def references(self) -> list[list[Any]]:
        return [reference(row) for row in self.rows[:ROWS]]


@dataclass(slots=True)
class Case:
    """Everything known of one entrant's run."""

    picture: Picture
    facts: Facts
    exit: Exit = field(default_factory=Exit)
    stderr: str = ""
    kind: str = "script"
    lines: int = 0

    @property
    def wall_s(self) -> float:
        return self.exit.wall_s or self.picture.end / 1e9


def ms(nanoseconds: float) -> int:
    return round(nanoseconds / 1e6)
