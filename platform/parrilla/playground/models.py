"""What people keep of the playground: their sketches, and the snapshots they share."""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from parrilla.runs.models import Run

TITLE_LENGTH = 80


def new_token() -> str:
    """128 bits: whoever has it was given it."""
    return secrets.token_urlsafe(16)


class Content(models.Model):
    """Programs and what they run in. `body.Body` is the only way in and out of the two JSON fields."""

    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    programs = models.JSONField()
    """[{name, form, source}]."""
    choices = models.JSONField()
    """{kind, services, users, rounds}: names of what `lessons.play` offers."""

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """Its title, or what stands where it has none."""
        return self.title or _("Untitled")


class Sketch(Content):
    """One piece of free code, saved as its owner types."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sketches")
    version = models.PositiveIntegerField(default=1)
    """One more with each save."""
    made_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField()
    from_share = models.ForeignKey("Share", on_delete=models.SET_NULL, null=True, blank=True, related_name="forks")
    from_example = models.CharField(max_length=60, blank=True)
    from_title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    """What it was forked from was called so then; that may be gone by now."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-saved_at"], name="playground_owner_saved")]
        ordering: ClassVar = ["-saved_at"]

    def __str__(self) -> str:
        return f"{self.id} version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("playground-sketch", args=[self.pk])


class Share(Content):
    """A sketch as it was when its owner shared it. Never changed; revoking it deletes it."""

    token = models.CharField(primary_key=True, max_length=32, default=new_token, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shares")
    sketch = models.ForeignKey(Sketch, on_delete=models.SET_NULL, null=True, blank=True, related_name="shares")
    """Where it was made; the link outlives it."""
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """A run of exactly these programs, where the owner wanted it seen."""
    named = models.BooleanField(default=False)
    """Whether the owner's name is shown."""
    shared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-shared_at"], name="playground_owner_shared")]
        ordering: ClassVar = ["-shared_at"]

    def __str__(self) -> str:
        return self.token

    def get_absolute_url(self) -> str:
        return reverse("shared", args=[self.token])

    @property
    def by(self) -> str:
        """The owner's name as it is today, if they chose to show it; else empty."""
        return self.owner.name if self.named else ""
