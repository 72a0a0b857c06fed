"""How far a learner is with an exercise, told from the record of their runs alone."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from parrilla.runs.models import Run

STUCK_AT = 4
"""Failed submissions from which on a learner who has not passed counts as stuck."""

Key = tuple[int, str]
"""Learner's id and exercise's id."""


@dataclass(frozen=True)
class Cell:
    """`attempts`: judged submissions up to the first that passed, or all. A run we failed is no attempt."""

    attempts: int = 0
    passed: bool = False
    seen: bool = False
    running: bool = False

    @property
    def stuck(self) -> bool:
        return not self.passed and self.attempts >= STUCK_AT

    @property
    def state(self) -> str:
        """unseen, trying, stuck, first (passed at once) or later (passed after more); running comes on top of any."""
        if self.passed:
            return "first" if self.attempts == 1 else "later"
        if self.stuck:
            return "stuck"
        return "trying" if self.seen else "unseen"


UNSEEN = Cell()


def cells(learners: Collection[int], exercises: Collection[str]) -> dict[Key, Cell]:
    """The cells that are not unseen. Two queries, however many learners and exercises."""
    runs = Run.objects.filter(owner__in=learners, context__in=exercises).order_by()
    active = Count("pk", filter=Q(state__in=("queued", "running")))
    running = {
        (row["owner_id"], row["context"]): row["active"] > 0
        for row in runs.values("owner_id", "context").annotate(active=active)
    }
    attempts: dict[Key, int] = {}
    passed: set[Key] = set()
    judged = runs.filter(purpose="submit", state="ended", passed__isnull=False).order_by("created_at", "pk")
    for owner, context, was_passed in judged.values_list("owner_id", "context", "passed"):
        key = (owner, context)
        if key not in passed:
            attempts[key] = attempts.get(key, 0) + 1
            if was_passed:
                passed.add(key)
    return {key: Cell(attempts.get(key, 0), key in passed, True, live) for key, live in running.items()}
