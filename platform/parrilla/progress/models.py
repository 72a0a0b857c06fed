"""What a learner bet, answered and drafted. What they ran is `parrilla.runs`'."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models


class Bet(models.Model):
    """One bet a person and concept, placed before its demonstration was seen. Never changed."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bets")
    letter = models.CharField(max_length=2)
    stake = models.CharField(max_length=16)
    """Key of the stake on the slip."""
    placed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "letter"], name="progress_one_bet_a_concept"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.stake}"

    def absorb(self, other: Self) -> None:
        """The earlier of two bets is the one placed before seeing."""
        if other.placed_at < self.placed_at:
            type(self).objects.filter(pk=self.pk).update(stake=other.stake, placed_at=other.placed_at)


class Attempt(models.Model):
    """One answer to one item of a quiz. Kept, never overwritten."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    item = models.CharField(max_length=16)
    answer = models.JSONField()
    """In the shape of the item's kind; see `lessons.quiz.check`."""
    right = models.BooleanField()
    misconceptions = models.JSONField(default=list)
    """Slugs of the ideas the answer showed."""
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "item", "-answered_at"], name="progress_owner_item")]
        ordering: ClassVar = ["-answered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item} {'right' if self.right else 'not yet'}"


class OpenedHint(models.Model):
    """A hint somebody took. It costs nothing; it tells how far they came without it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="opened_hints")
    exercise = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField()
    """From 1, in the order they stand in."""
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "exercise", "number"], name="progress_one_opening_a_hint"),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} hint {self.number}"

    def absorb(self, other: Self) -> None:
        """It was first opened when it was first opened."""
        if other.opened_at < self.opened_at:
            type(self).objects.filter(pk=self.pk).update(opened_at=other.opened_at)


class Draft(models.Model):
    """The code in somebody's editor, saved as they type: their program, or another form of it to race."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    exercise = models.CharField(max_length=16)
    slot = models.PositiveSmallIntegerField(default=0)
    """0: the program itself; from 1 on its other forms, which have a name."""
    name = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=10, blank=True)
    source = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "exercise", "slot"], name="progress_one_draft_a_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} version {self.version}"

    def absorb(self, other: Self) -> None:
        """What was typed last goes on; its version is above both, so that no open tab takes it for its own."""
        if other.saved_at > self.saved_at:
            type(self).objects.filter(pk=self.pk).update(
                name=other.name,
                form=other.form,
                source=other.source,
                saved_at=other.saved_at,
                version=max(self.version, other.version) + 1,
            )
