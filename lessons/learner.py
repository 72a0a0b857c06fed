"""What lesson pages must know and keep of a learner. The platform implements it; lessons know no user and no database.

Reading never makes a person of a visitor; keeping does (a guest's work is theirs too).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from django.http import HttpRequest

from lessons.concept import Concept
from lessons.quiz import Outcome
from sandbox.job import MAX_ENTRANTS


@dataclass(frozen=True, slots=True)
class PlacedBet:
    stake: str
    """A stake's key."""
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """The latest answer to an item; earlier ones are kept too."""

    answer: Any
    right: bool
    attempts: int
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    source: str
    version: int
    """From 1, one more with each save."""
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of the learner's program, beside the main one, to be raced against it."""

    slot: int
    """1 to FORMS; the main program is slot 0."""
    name: str
    form: str
    """'' or one of `sandbox.job.Entrant.form`."""
    draft: Draft


@dataclass(frozen=True, slots=True)
class FormWish:
    """What a form is to be."""

    slot: int
    name: str
    form: str
    source: str


class StaleDraft(Exception):
    """Another tab saved since this one last looked. `draft` is what stands now; nothing was overwritten."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"the draft is at version {draft.version}")
        self.draft = draft


class GoneDraft(LookupError):
    """This form was removed meanwhile, in another tab."""


class SameName(ValueError):
    """Another form of this exercise has that name."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One run handed in for a verdict."""

    id: str
    url: str
    sent_at: datetime
    state: str
    outcome: str
    code: str
    """Of the verdict; empty while there is none."""
    passed: bool | None
    source: str
    message: str
    """The verdict's sentence in the language of the page."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is: what they have bet, watched, answered rightly and passed."""

    bets: frozenset[str] = frozenset()
    """Letters of concepts."""
    watched: frozenset[str] = frozenset()
    """Letters of concepts whose demonstration was raced to its end."""
    right: frozenset[str] = frozenset()
    """Ids of items answered rightly at least once."""
    passed: frozenset[str] = frozenset()
    """Ids of exercises."""
    tried: frozenset[str] = frozenset()
    """Ids of exercises with a submission."""

    def steps(self, concept: Concept) -> tuple[int, int]:
        """Steps done and steps in all: the bet, the race, each item, each exercise."""
        items = [item.id for item in concept.items]
        exercises = [exercise.id for exercise in concept.exercises]
        done = (
            (concept.letter in self.bets)
            + (concept.letter in self.watched)
            + len(self.right.intersection(items))
            + len(self.passed.intersection(exercises))
        )
        return done, 2 + len(items) + len(exercises)

    def percent(self, concept: Concept) -> int:
        """0 to 100; 100 only where nothing is left. A coming concept has nothing to do yet."""
        if not concept.is_complete:
            return 0
        done, steps = self.steps(concept)
        return 100 * done // steps

    def is_finished(self, concept: Concept) -> bool:
        return self.percent(concept) == 100


NOBODY: Standing = Standing()

FORMS: Final = MAX_ENTRANTS - 1
"""Other forms of a program that may be raced against it."""


class TooManyAnswers(Exception):
    """Nothing was kept: more answers than anybody thinks out came in a short time."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s
        """Seconds until another one is taken."""


class LearnerRecord(Protocol):
    """`request` says who; nothing else does."""

    def standing(self, request: HttpRequest) -> Standing: ...

    def bet(self, request: HttpRequest, letter: str) -> PlacedBet | None: ...

    def place_bet(self, request: HttpRequest, letter: str, stake: str) -> PlacedBet:
        """The first bet on a concept is locked: placing another returns the first."""
        ...

    def answers(self, request: HttpRequest, letter: str) -> Mapping[str, Answered]:
        """The latest answer to each item of a concept, by item id."""
        ...

    def keep_answer(self, request: HttpRequest, item_id: str, outcome: Outcome) -> Answered:
        """Another attempt; none is ever overwritten. Raises TooManyAnswers."""
        ...

    def draft(self, request: HttpRequest, exercise_id: str) -> Draft | None: ...

    def keep_draft(self, request: HttpRequest, exercise_id: str, source: str, version: int, slot: int = 0) -> Draft:
        """`version`: the one this tab knows, 0 for none. Raises StaleDraft where it is not the one that stands, and
        GoneDraft where the form of that slot is no longer there."""
        ...

    def forms(self, request: HttpRequest, exercise_id: str) -> Sequence[Form]:
        """By slot."""
        ...

    def keep_form(self, request: HttpRequest, exercise_id: str, wish: FormWish) -> Form:
        """Make the form of that slot, or give it another name; its source counts only for a new one. Raises
        SameName."""
        ...

    def drop_form(self, request: HttpRequest, exercise_id: str, slot: int) -> None:
        """Nothing happens where there is none."""
        ...

    def submissions(self, request: HttpRequest, exercise_id: str) -> Sequence[Submission]:
        """Newest first, a bounded number of them."""
        ...

    def hints(self, request: HttpRequest, exercise_id: str) -> int:
        """How many hints of an exercise are open; they open one after the other."""
        ...

    def open_hint(self, request: HttpRequest, exercise_id: str, number: int) -> None:
        """Remember that this one was opened, and when; a second time changes nothing."""
        ...


@dataclass
class _Installed:
    record: LearnerRecord | None = field(default=None)


_installed = _Installed()


def set_record(record: LearnerRecord) -> None:
    """Called once, as the platform starts."""
    _installed.record = record


def get_record() -> LearnerRecord:
    if _installed.record is None:
        raise RuntimeError("no learner record is installed; the platform does it as it starts")
    return _installed.record
