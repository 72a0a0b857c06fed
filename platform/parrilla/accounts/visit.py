"""A visit: a random cookie given with the first page, so that the first things a visitor sends find one guest.

A new visitor's page may send two things at once, a draft and a run. Each comes without a session and each would make a
guest; the browser would keep the cookie of the last, and what the other owned would be lost. The visit joins them. It
proves nothing later: it is looked at only where there is no session, and only for JOIN_SECONDS.
"""

import contextlib
import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

COOKIE: Final = "visit"
JOIN_SECONDS: Final = 60
TOKEN = re.compile(r"[A-Za-z0-9_-]{24,64}")


class VisitMiddleware:
    """Gives the cookie with the first page that is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and not {COOKIE, settings.SESSION_COOKIE_NAME} & request.COOKIES.keys():
            response.set_cookie(
                COOKIE, secrets.token_urlsafe(24), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response


def claim(request: HttpRequest, pk: int) -> int:
    """Who the guest of this visit is: `pk` where it is the first, else the one that came first."""
    token = request.COOKIES.get(COOKIE, "")
    if not TOKEN.fullmatch(token):
        return pk
    key = f"visit:{hashlib.sha256(token.encode()).hexdigest()}"
    with contextlib.suppress(RedisError):
        if not cache.add(key, pk, JOIN_SECONDS):
            return int(cache.get(key, pk))
    return pk
