"""What somebody did, concept by concept, for their own eyes: the bets, the answers, the runs."""

from collections import defaultdict
from dataclasses import dataclass, field

from lessons.beliefs import belief
from lessons.bet import Stake
from lessons.concept import Concept
from lessons.exercise import Exercise
from lessons.items import Item
from lessons.pages import Ladder, Rung, ladder
from lessons.text import Text
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt, Bet, OpenedHint
from parrilla.progress.record import standing_of
from parrilla.runs.models import Run


@dataclass
class BetEntry:
    """`took`: what the entrant bet on took in the latest race, in seconds; None while it has not been raced."""

    stake: Stake
    right: Stake
    run: Run | None = None

    @property
    def settled(self) -> bool:
        return self.run is not None

    @property
    def hit(self) -> bool:
        return self.settled and self.stake.right

    @property
    def belief(self) -> Text | None:
        return belief(self.stake.misconception) if self.settled and not self.stake.right else None


@dataclass
class ItemEntry:
    item: Item
    attempts: int = 0
    right_at: int = 0
    """Which attempt was the first right one; 0 for none yet."""
    shown: list[str] = field(default_factory=list)
    """Slugs of the ideas its answers showed, each once."""

    @property
    def ideas(self) -> list[Text]:
        return [text for text in map(belief, self.shown) if text is not None]


@dataclass
class ExerciseEntry:
    exercise: Exercise
    runs: int = 0
    submissions: int = 0
    passed: bool = False
    hints: int = 0
    """Hints taken."""


@dataclass
class Page:
    """One concept of the diary."""

    rung: Rung
    bet: BetEntry | None
    items: list[ItemEntry]
    exercises: list[ExerciseEntry]

    @property
    def concept(self) -> Concept:
        return self.rung.concept

    @property
    def answered(self) -> int:
        return sum(entry.attempts > 0 for entry in self.items)

    @property
    def right(self) -> int:
        return sum(entry.right_at > 0 for entry in self.items)

    @property
    def begun(self) -> bool:
        return bool(self.bet or self.answered or any(e.runs or e.submissions or e.hints for e in self.exercises))


@dataclass
class Diary:
    ladder: Ladder
    pages: list[Page]
    """Of the complete concepts."""
    races: int = 0
    """Races of the home page."""

    @property
    def empty(self) -> bool:
        return not self.races and not self.begun

    @property
    def begun(self) -> list[Page]:
        return [page for page in self.pages if page.begun]

    @property
    def ahead(self) -> list[Page]:
        return [page for page in self.pages if not page.begun]


def diary(user: User) -> Diary:
    """Seven queries, whatever there is."""
    standing = standing_of(user)
    bets = {bet.letter: bet for bet in Bet.objects.filter(owner=user)}
    attempts: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.filter(owner=user).order_by("answered_at", "pk"):
        attempts[attempt.item].append(attempt)
    runs: dict[str, list[Run]] = defaultdict(list)
    for run in Run.objects.filter(owner=user).only(
        "id", "context", "purpose", "state", "outcome", "passed", "created_at"
    ):
        runs[run.context].append(run)
    hints: dict[str, int] = defaultdict(int)
    for exercise in OpenedHint.objects.filter(owner=user).values_list("exercise", flat=True):
        hints[exercise] += 1
    rungs = ladder(standing)
    pages = [_page(rung, bets, attempts, runs, hints) for rung in rungs.rungs if rung.concept.is_complete]
    return Diary(rungs, pages, len(runs.get("home", ())))


def _page(
    rung: Rung,
    bets: dict[str, Bet],
    attempts: dict[str, list[Attempt]],
    runs: dict[str, list[Run]],
    hints: dict[str, int],
) -> Page:
    concept = rung.concept
    return Page(
        rung=rung,
        bet=_bet(concept, bets.get(concept.letter), runs),
        items=[_item(item, attempts.get(item.id, [])) for item in concept.items],
        exercises=[
            _exercise(exercise, runs.get(exercise.id, []), hints[exercise.id]) for exercise in concept.exercises
        ],
    )


def _bet(concept: Concept, bet: Bet | None, runs: dict[str, list[Run]]) -> BetEntry | None:
    stake = concept.bet.stake(bet.stake) if concept.bet and bet else None
    if concept.bet is None or stake is None:
        return None
    races = [run for run in runs.get(f"demo:{concept.letter}", []) if run.outcome == "finished"]
    return BetEntry(stake, concept.bet.right, races[0] if races else None)


def _item(item: Item, attempts: list[Attempt]) -> ItemEntry:
    entry = ItemEntry(item, len(attempts))
    for number, attempt in enumerate(attempts, 1):
        if attempt.right and not entry.right_at:
            entry.right_at = number
        entry.shown += [slug for slug in attempt.misconceptions if slug not in entry.shown]
    return entry


def _exercise(exercise: Exercise, runs: list[Run], hints: int) -> ExerciseEntry:
    handed_in = [run for run in runs if run.purpose == Run.Purpose.SUBMIT]
    return ExerciseEntry(
        exercise,
        runs=len(runs) - len(handed_in),
        submissions=len(handed_in),
        passed=any(run.passed for run in handed_in),
        hints=hints,
    )
