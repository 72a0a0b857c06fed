"""Giving a badge: an Open Badges 3.0 credential about somebody's own runs, signed.

https://www.imsglobal.org/spec/ob/v3p0 says what stands in it, and section 8.2 how a JWT carries it.
"""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from parrilla.accounts.models import User
from parrilla.badges.achievements import Achievement
from parrilla.badges.models import Badge
from parrilla.badges.signing import sign
from parrilla.progress.record import standing_of
from parrilla.runs.models import Run

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]

Absolute = Callable[[str], str]
"""Makes an address of this site absolute."""


class NotEarned(Exception):
    """Something is still to be done."""


def award(owner: User, achievement: Achievement, name: str, absolute: Absolute) -> Badge:
    """The badge; the one there is where it was awarded before. Raises NotEarned."""
    if achievement.missing(standing_of(owner)):
        raise NotEarned(achievement.slug)
    badge = Badge(owner=owner, achievement=achievement.slug, name=name, awarded_at=timezone.now())
    badge.token = sign(_claims(badge, achievement, absolute), absolute(reverse("badge-key")))
    try:
        with transaction.atomic():
            badge.save(force_insert=True)
    except IntegrityError:
        return Badge.objects.get(owner=owner, achievement=achievement.slug)
    return badge


def _claims(badge: Badge, achievement: Achievement, absolute: Absolute) -> dict[str, Any]:
    issuer, place = absolute(reverse("badge-issuer")), absolute(badge.get_absolute_url())
    return {
        "iss": issuer,
        "jti": place,
        "sub": place,
        "nbf": int(badge.awarded_at.timestamp()),
        "@context": CONTEXT,
        "id": place,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": str(achievement.name),
        "issuer": issuer_profile(absolute),
        "validFrom": badge.awarded_at.isoformat(timespec="seconds"),
        "credentialSubject": {
            "id": place,
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "identityHash": badge.name, "identityType": "name", "hashed": False}
            ],
            "achievement": {
                "id": absolute(reverse("badges")) + f"#{achievement.slug}",
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": str(achievement.name),
                "description": str(achievement.description),
                "criteria": {"narrative": str(achievement.criteria)},
            },
        },
        "evidence": _evidence(badge.owner, achievement, absolute),
    }


def issuer_profile(absolute: Absolute) -> dict[str, Any]:
    return {
        "id": absolute(reverse("badge-issuer")),
        "type": ["Profile"],
        "name": "Parrilla",
        "url": absolute(reverse("home")),
    }


def _evidence(owner: User, achievement: Achievement, absolute: Absolute) -> list[dict[str, Any]]:
    """The run that passed each exercise first. Its page stays the learner's own; the badge says that it is."""
    first: dict[str, Run] = {}
    passed = Run.objects.filter(owner=owner, purpose=Run.Purpose.SUBMIT, passed=True).order_by("created_at")
    for run in passed.only("id", "context", "created_at"):
        first.setdefault(run.context, run)
    return [
        {
            "id": absolute(first[exercise.context].get_absolute_url()),
            "type": ["Evidence"],
            "name": f"{exercise.id} · {exercise.title}",
            "description": first[exercise.context].created_at.date().isoformat(),
        }
        for concept in achievement.concepts
        for exercise in concept.exercises
    ]
