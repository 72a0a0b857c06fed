"""Which cards somebody has: made of what their answers, bets and programs showed."""

from collections.abc import Set
from datetime import UTC, datetime

from django.db import IntegrityError, transaction

from lessons.concept import Concept
from lessons.course import course
from lessons.items import Item, Match, Single
from lessons.parsons import Parsons
from parrilla.accounts.models import User
from parrilla.review import memory
from parrilla.review.models import Card, Review

PREDICTED = frozenset({"elapsed", "output", "order"})
"""Kinds of items that ask what a run will do."""


def ideas(item: Item) -> frozenset[str]:
    """The misconceptions that a wrong answer to it may show, by slug."""
    slugs = {trap.misconception for trap in (*item.traps, item.otherwise)}
    if isinstance(item, Single):
        slugs |= {option.misconception for option in item.options}
    if isinstance(item, Parsons):
        slugs |= {distractor.trap.misconception for distractor in item.distractors} | {item.misplaced.misconception}
    if isinstance(item, Match):
        slugs |= {slug for pair in item.pairs for slug in pair.misconceptions.values()}
    return frozenset(slugs - {""})


def learn_from_answer(owner: User, item: Item, right: bool, shown: list[str]) -> None:
    """An answer outside the review. `shown`: the slugs of the ideas it showed."""
    for slug in shown:
        meet(owner, Card.Kind.IDEA, slug, item.letter, right=False, item=item.id)
    if item.kind in PREDICTED:
        meet(owner, Card.Kind.RUN, item.id, item.letter, right=right, item=item.id)


def meet(owner: User, kind: Card.Kind, subject: str, letter: str, *, right: bool, item: str = "") -> None:
    """Something was shown: a new card, or a card that lapses. A card that is due waits for its review."""
    if kind == Card.Kind.IDEA and not asking(subject):
        return
    now = datetime.now(UTC)
    remembered = memory.begun(right, now)
    try:
        with transaction.atomic():
            Card.objects.create(
                owner=owner,
                kind=kind,
                subject=subject,
                letter=letter,
                memory=remembered,
                due_at=memory.due_at(remembered),
                last_item=item,
            )
    except IntegrityError:
        card = Card.objects.get(owner=owner, kind=kind, subject=subject)
        if not right and card.due_at > now:
            _keep(card, right, item, now)


def review(card: Card, item: Item, right: bool) -> Review:
    """The card was asked with this item."""
    with transaction.atomic():
        _keep(card, right, item.id, datetime.now(UTC))
        return Review.objects.create(owner_id=card.owner_id, card=card, item=item.id, right=right)


def asking(slug: str) -> list[Item]:
    """The items of the course that a holder of this idea gets wrong."""
    return [item for concept in _complete() for item in concept.items if slug in ideas(item)]


def item_of(card: Card, begun: Set[str]) -> Item | None:
    """What it is asked with now; None where the course has nothing for it any more. `begun`: the letters of the
    concepts its owner has answered something in; nobody is asked about a lesson they have not opened."""
    if card.kind == Card.Kind.RUN:
        return next((item for concept in _complete() for item in concept.items if item.id == card.subject), None)
    items = [item for item in asking(card.subject) if item.letter in begun | {card.letter}] or asking(card.subject)
    # Not the one it was asked with last, and one of the concept it was met in where there is one.
    items.sort(key=lambda item: (item.id == card.last_item, item.letter != card.letter))
    return items[0] if items else None


def _keep(card: Card, right: bool, item: str, now: datetime) -> None:
    card.memory = memory.reviewed(card.memory, right, now)
    card.due_at = memory.due_at(card.memory)
    card.last_item = item or card.last_item
    card.save(update_fields=["memory", "due_at", "last_item"])


def _complete() -> list[Concept]:
    return [concept for concept in course().concepts if concept.is_complete]
