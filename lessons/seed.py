"""In which order a learner sees the options of a question: their own, and the same on every reload."""

from __future__ import annotations

import re
import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE: Final = "shuffle"
YEAR: Final = 365 * 24 * 3600


def seed_of(request: HttpRequest) -> str:
    """The browser's seed; a new one where it has none, which `keep_seed` then sends along.

    A cookie, because it must be there before the visitor is anybody and stay when they sign up. It is no secret.
    """
    found = request.COOKIES.get(COOKIE, "")
    if re.fullmatch(r"[0-9a-f]{8}", found):
        return found
    fresh: str = getattr(request, "_shuffle", "") or secrets.token_hex(4)
    request._shuffle = fresh  # type: ignore[attr-defined]
    return fresh


def keep_seed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    fresh = getattr(request, "_shuffle", "")
    if fresh:
        response.set_cookie(COOKIE, fresh, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response
