"""When something is due again: FSRS, with days as its grain, as a plain JSON object that a card keeps."""

from datetime import datetime
from typing import Any, Final

from fsrs import Card, Rating, Scheduler

KEPT: Final = 0.9
"""How likely somebody still knows it on the day it comes back."""

# Steps of minutes are for cramming; here the first return is a day later at the soonest.
_SCHEDULER: Final = Scheduler(desired_retention=KEPT, learning_steps=(), relearning_steps=(), maximum_interval=365)


def begun(right: bool, now: datetime) -> dict[str, Any]:
    """The memory of something met for the first time, and answered rightly or not. `now` is aware, in UTC."""
    return _reviewed(Card(), right, now)


def reviewed(memory: dict[str, Any], right: bool, now: datetime) -> dict[str, Any]:
    """The memory after it was asked once more."""
    return _reviewed(Card.from_dict(memory), right, now)  # type: ignore[arg-type]


def due_at(memory: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(memory["due"])


def strength(memory: dict[str, Any], now: datetime) -> float:
    """How likely it is still known now, 0 to 1."""
    return float(_SCHEDULER.get_card_retrievability(Card.from_dict(memory), now))  # type: ignore[arg-type]


def _reviewed(card: Card, right: bool, now: datetime) -> dict[str, Any]:
    after, _log = _SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, now)
    return dict(after.to_dict())
