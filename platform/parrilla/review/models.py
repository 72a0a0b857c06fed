"""What comes back to be remembered, and when it did."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models


class Card(models.Model):
    """One thing a person is asked again after days: an idea they once held, or a run to predict."""

    class Kind(models.TextChoices):
        IDEA = "idea"
        RUN = "run"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    subject = models.CharField(max_length=64)
    """Slug of a misconception, or id of the item whose program is to be predicted."""
    letter = models.CharField(max_length=2)
    """Of the concept it was met in."""
    memory = models.JSONField()
    """What FSRS knows of it; see `parrilla.review.memory`."""
    due_at = models.DateTimeField()
    last_item = models.CharField(max_length=16, blank=True)
    """The item it was asked with last, so that another one is taken where there is one."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "kind", "subject"], name="review_one_card_a_subject"),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "due_at"], name="review_owner_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def absorb(self, other: Self) -> None:
        """Days on which either was remembered count; what was seen last says when it comes back."""
        Review.objects.filter(card=other).update(card=self)
        if other.memory["last_review"] > self.memory["last_review"]:
            type(self).objects.filter(pk=self.pk).update(
                memory=other.memory, due_at=other.due_at, last_item=other.last_item
            )


class Review(models.Model):
    """A card asked and answered. The answer itself is an attempt of `parrilla.progress`."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="reviews")
    item = models.CharField(max_length=16)
    right = models.BooleanField()
    reviewed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-reviewed_at"], name="review_owner_when")]
        ordering: ClassVar = ["-reviewed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item} {'right' if self.right else 'not yet'}"
