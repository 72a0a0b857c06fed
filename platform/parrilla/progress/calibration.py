"""What somebody bet beside what was measured, over time: does their eye for time grow?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import exp, log, log2
from statistics import median
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from lessons.course import course
from lessons.items import Elapsed
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt
from parrilla.runs.models import Run

MOST: Final = 60
"""Bets that are drawn; the newest."""
LATELY: Final = 5
LEAST_S: Final = 0.001
CLOSE: Final = 1.25
"""A bet within this factor is close."""
OCTAVES: Final = 3
"""The drawing reaches this many doublings up and down; what is farther off stands at its edge."""
STEP: Final = 14
"""Units of the drawing between two bets, and for the doublings."""
OCTAVE: Final = 30


@dataclass(frozen=True)
class Bet:
    """`bet` and `measured` in seconds, both above 0."""

    at: datetime
    about: str
    url: str
    bet: float
    measured: float

    @property
    def off(self) -> float:
        """By which factor it was off, 1 or more."""
        return exp(abs(log(self.bet / self.measured)))

    @property
    def short(self) -> bool:
        """Betting on less time than it took."""
        return self.bet < self.measured

    @property
    def close(self) -> bool:
        return self.off <= CLOSE

    @property
    def height(self) -> float:
        """Units above the line of the exact bets."""
        return OCTAVE * max(-OCTAVES, min(OCTAVES, log2(self.bet / self.measured)))


@dataclass(frozen=True)
class Point:
    bet: Bet
    x: int
    y: float


class Calibration:
    def __init__(self, bets: list[Bet]) -> None:
        """In the order in which they were made."""
        self.bets = bets

    @cached_property
    def points(self) -> list[Point]:
        shown = self.bets[-MOST:]
        return [Point(bet, 44 + STEP * place, self.middle - bet.height) for place, bet in enumerate(shown)]

    @property
    def middle(self) -> int:
        return OCTAVE * OCTAVES + 12

    @property
    def width(self) -> int:
        return 44 + STEP * max(40, len(self.points)) + 8

    @property
    def height(self) -> int:
        return 2 * self.middle

    @property
    def rules(self) -> list[tuple[int, str]]:
        """The lines of the drawing: where each stands, and what it says."""
        return [
            (self.middle - OCTAVE * octave, f"× {2**octave}" if octave >= 0 else f"÷ {2**-octave}")
            for octave in range(OCTAVES, -OCTAVES - 1, -1)
        ]

    @property
    def off(self) -> float | None:
        """The median factor of all."""
        return median(bet.off for bet in self.bets) if self.bets else None

    @property
    def off_lately(self) -> float | None:
        """The median factor of the last few, where there are enough before them to compare with."""
        return median(bet.off for bet in self.bets[-LATELY:]) if len(self.bets) >= 2 * LATELY else None

    @property
    def close(self) -> int:
        return sum(bet.close for bet in self.bets)

    @property
    def newest_first(self) -> list[Bet]:
        return self.bets[: -MOST - 1 : -1]


def calibration(user: User) -> Calibration:
    """Two queries."""
    return Calibration(sorted((*_raced(user), *_predicted(user)), key=lambda bet: bet.at))


def _raced(user: User) -> Iterator[Bet]:
    """Bets on races. Who runs a race again bets nothing new: only the first one that ended counts."""
    seen: set[tuple[Any, ...]] = set()
    runs = Run.objects.filter(owner=user, purpose=Run.Purpose.RACE, outcome="finished").exclude(bets=[])
    for run in runs.only("context", "entrants", "bets", "summary", "created_at").order_by("created_at"):
        took = {part["entrant"]: part["wall_s"] for part in run.summary}
        for bet in run.bets:
            measured, key = took.get(bet["entrant"]), (run.context, bet["entrant"], bet["seconds"])
            if measured is None or key in seen:
                continue
            seen.add(key)
            name = run.entrants[bet["entrant"]]["name"]
            yield Bet(run.created_at, name, run.get_absolute_url(), _least(bet["seconds"]), _least(measured))


def _predicted(user: User) -> Iterator[Bet]:
    """First answers to questions about seconds: their keys were measured too, when the course was checked."""
    items = {item.id: item for item in course().items.values() if isinstance(item, Elapsed)}
    seen: set[str] = set()
    attempts = Attempt.objects.filter(owner=user, item__in=items).order_by("answered_at", "pk")
    for attempt in attempts:
        if attempt.item in seen or not isinstance(attempt.answer, int | float):
            continue
        seen.add(attempt.item)
        item = items[attempt.item]
        about = _("Question %(number)s of %(letter)s") % {"number": item.number, "letter": item.letter}
        place = f"{reverse('lesson', args=[item.letter])}#{item.slug}"
        yield Bet(attempt.answered_at, about, place, _least(attempt.answer), _least(item.seconds))


def _least(seconds: float) -> float:
    return max(LEAST_S, float(seconds))
