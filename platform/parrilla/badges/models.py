"""Badges, as they were signed; and the key they were signed with."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

NAME_CHARACTERS = 80


class IssuerKey(models.Model):
    """The platform's own key. In the database, so that every web process has the same one and a backup holds it."""

    pem = models.TextField()
    """Private, PKCS #8."""
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"key {self.pk}"


class Badge(models.Model):
    """One achievement of one person, in their own words and at their own wish. Whoever has its address may see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="badges")
    achievement = models.CharField(max_length=20)
    name = models.CharField(max_length=NAME_CHARACTERS)
    """As it stands on the badge."""
    token = models.TextField()
    """The signed credential, a JWT; it never changes."""
    awarded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "achievement"], name="badges_one_an_achievement"),
        ]

    def __str__(self) -> str:
        return f"{self.achievement} of {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("badge", args=[self.pk])
