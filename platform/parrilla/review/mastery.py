"""How well somebody has a concept, and why that is said: from their own answers, exercises and memory, nothing else."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from lessons.concept import Concept
from lessons.course import course
from lessons.exercise import Exercise
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt
from parrilla.progress.record import standing_of
from parrilla.review.memory import strength
from parrilla.review.models import Card

Level = Literal["coming", "untouched", "learning", "fading", "mastered"]

MOSTLY: Final = 0.8
"""Of the questions whose latest answer is right, and of the likelihood that what was met is still known."""


@dataclass(frozen=True)
class Mastery:
    """Mastered is a concept most of whose questions are answered rightly, whose exercises are passed, and whose memory
    has not faded."""

    concept: Concept
    bet: bool = False
    watched: bool = False
    right: int = 0
    """Items whose latest answer is right."""
    wrong: int = 0
    """Items whose latest answer is not."""
    passed: tuple[Exercise, ...] = ()
    missing: tuple[Exercise, ...] = ()
    cards: int = 0
    strength: float = 1.0
    """How likely what was met here is still known, 0 to 1; the mean over its cards."""
    due: int = 0
    """Its cards that wait for their review."""

    @property
    def needed(self) -> int:
        """Questions to be right: most of them."""
        total = len(self.concept.items)
        return -(-total * 4 // 5)

    @property
    def knows(self) -> bool:
        return self.right >= self.needed

    @property
    def does(self) -> bool:
        return not self.missing

    @property
    def keeps(self) -> bool:
        return self.strength >= MOSTLY

    @property
    def percent_kept(self) -> int:
        return round(100 * self.strength)

    @property
    def begun(self) -> bool:
        return bool(self.bet or self.watched or self.right or self.wrong or self.passed)

    @property
    def level(self) -> Level:
        if not self.concept.is_complete:
            return "coming"
        if self.knows and self.does:
            return "mastered" if self.keeps else "fading"
        return "learning" if self.begun else "untouched"

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1, for its bar."""
        steps = self.needed + len(self.passed) + len(self.missing)
        return (min(self.right, self.needed) + len(self.passed)) / steps if steps else 0.0


def masteries(user: User | None) -> list[Mastery]:
    """Of every concept, in the course's order. Five queries, whatever there is."""
    if user is None:
        return [Mastery(concept, missing=concept.exercises) for concept in course().concepts]
    standing = standing_of(user)
    latest = dict(Attempt.objects.filter(owner=user).order_by("answered_at", "pk").values_list("item", "right"))
    cards: dict[str, list[Card]] = defaultdict(list)
    for card in Card.objects.filter(owner=user):
        cards[card.letter].append(card)
    now = datetime.now(UTC)
    found = []
    for concept in course().concepts:
        answers = [latest[item.id] for item in concept.items if item.id in latest]
        strengths = [strength(card.memory, now) for card in cards[concept.letter]]
        found.append(
            Mastery(
                concept,
                bet=concept.letter in standing.bets,
                watched=concept.letter in standing.watched,
                right=sum(answers),
                wrong=len(answers) - sum(answers),
                passed=tuple(exercise for exercise in concept.exercises if exercise.id in standing.passed),
                missing=tuple(exercise for exercise in concept.exercises if exercise.id not in standing.passed),
                cards=len(strengths),
                strength=sum(strengths) / len(strengths) if strengths else 1.0,
                due=sum(card.due_at <= now for card in cards[concept.letter]),
            )
        )
    return found
