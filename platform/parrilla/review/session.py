"""Five minutes a day: what is due, in which order, and on which days something was remembered."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from lessons.items import Item
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt
from parrilla.review.deck import item_of
from parrilla.review.models import Card, Review

A_DAY = 8
"""Cards that fit in five minutes."""
DAYS = 28


@dataclass(frozen=True)
class Day:
    date: date
    reviews: int

    @property
    def level(self) -> int:
        """0 to 3, for its shade."""
        return min(3, -(-self.reviews * 3 // A_DAY))


@dataclass(frozen=True)
class Sitting:
    """Where somebody stands today."""

    done: int
    left: int
    """Of today's cards."""
    waiting: int
    """Due beyond today's."""
    card: Card | None
    item: Item | None
    next_at: datetime | None
    """When the next card is due where none is now; None where there is no card at all."""
    days: list[Day]

    @property
    def streak(self) -> int:
        """Days in a row up to today, or to yesterday where today has none yet."""
        days = self.days if self.days[-1].reviews else self.days[:-1]
        count = 0
        for day in reversed(days):
            if not day.reviews:
                break
            count += 1
        return count

    @property
    def active(self) -> int:
        return sum(day.reviews > 0 for day in self.days)


def sitting(user: User) -> Sitting:
    now = timezone.now()
    today = timezone.localdate(now)
    since = timezone.make_aware(datetime.combine(today - timedelta(days=DAYS - 1), time.min))
    recent = list(Review.objects.filter(owner=user, reviewed_at__gte=since).select_related("card"))
    by_day = Counter(timezone.localdate(review.reviewed_at) for review in recent)
    done = by_day[today]
    due = _due(user, now, recent[0].card.letter if recent else "")
    allowed = max(0, A_DAY - done)
    card, item = due[0] if due and allowed else (None, None)
    later = Card.objects.filter(owner=user, due_at__gt=now).order_by("due_at").values_list("due_at", flat=True)
    return Sitting(
        done=done,
        left=min(allowed, len(due)),
        waiting=max(0, len(due) - allowed),
        card=card,
        item=item,
        next_at=later.first(),
        days=[Day(day, by_day[day]) for day in (today - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1))],
    )


def _due(user: User, now: datetime, last: str) -> list[tuple[Card, Item]]:
    """The longest due first, but no two of one concept in a row where another waits: telling apart is half of it.
    `last`: the letter of the concept that was asked about last."""
    cards = list(Card.objects.filter(owner=user, due_at__lte=now).order_by("due_at", "pk"))
    answered = Attempt.objects.filter(owner=user).order_by().values_list("item", flat=True).distinct() if cards else ()
    begun = {item.partition(".")[0] for item in answered}
    asked = [(card, item) for card in cards if (item := item_of(card, begun)) is not None]
    asked.sort(key=lambda pair: pair[0].letter == last)
    return asked
