"""Giving a badge: an Open Badges 3.0 credential about somebody's own runs, signed.

https://www.imsglobal.org/spec/ob/v3p0 says what stands in it, and its section on the JSON Web Token proof format how a
JWT carries it.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parrilla.accounts.models import User
from parrilla.badges.achievements import Achievement
from parrilla.badges.models import Badge
from parrilla.badges.signing import sign
from parrilla.progress.record import standing_of
from parrilla.runs.models import Run
from parrilla.runs.verdict import verdict_message

CONTEXT: Final = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SCHEMA: Final = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}

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
    """The credential, and what of it a JWT says again under names of its own."""
    issuer, place = absolute(reverse("badge-issuer")), absolute(badge.get_absolute_url())
    page = absolute(reverse("badges")) + f"#{achievement.slug}"
    holder = f"{place}#holder"  # somebody else than the credential, and nobody outside it
    awarded = badge.awarded_at.isoformat(timespec="seconds")
    return {
        "iss": issuer,
        "jti": place,
        "sub": holder,
        "nbf": int(badge.awarded_at.timestamp()),
        "@context": CONTEXT,
        "id": place,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": str(achievement.name),
        "issuer": issuer_profile(absolute),
        "validFrom": awarded,
        "awardedDate": awarded,
        "credentialSchema": [SCHEMA],
        "credentialSubject": {
            "id": holder,
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "identityHash": badge.name, "identityType": "name", "hashed": False}
            ],
            "achievement": {
                "id": page,
                "type": ["Achievement"],
                "achievementType": "Course",
                "name": str(achievement.name),
                "description": str(achievement.description),
                "criteria": {"id": page, "narrative": str(achievement.criteria)},
                "image": {"id": absolute(reverse("badge-image", args=[achievement.slug])), "type": "Image"},
                "inLanguage": get_language() or "es",
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
    """The run that passed each exercise first. Its page stays the learner's own, so what was measured in it stands
    here, and a digest that their program can be held against."""
    first: dict[str, Run] = {}
    passed = Run.objects.filter(owner=owner, purpose=Run.Purpose.SUBMIT, passed=True).order_by("created_at")
    for run in passed.defer("transcript", "summary"):
        first.setdefault(run.context, run)
    return [
        _of_run(f"{exercise.id} · {exercise.title}", first[exercise.context], absolute)
        for concept in achievement.concepts
        for exercise in concept.exercises
    ]


def _of_run(name: str, run: Run, absolute: Absolute) -> dict[str, Any]:
    verdict = {"code": run.verdict_code, "passed": True, "evidence": run.evidence}
    measured = verdict_message(verdict, get_language() or "es")["message"] if run.verdict_code else ""
    digest = sha256(str(run.entrants[0]["source"]).encode()).hexdigest()
    return {
        "id": absolute(run.get_absolute_url()),
        "type": ["Evidence"],
        "name": name,
        "description": _("%(day)s. SHA-256 of the program: %(digest)s")
        % {"day": date_format(localtime(run.created_at), "DATE_FORMAT"), "digest": digest},
        "genre": "Python",
        **({"narrative": measured} if measured else {}),
    }
