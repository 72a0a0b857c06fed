"""Visitors without an account: a User row made at the first thing worth keeping, known by a key in the session.

A guest is never signed in: `request.user` stays anonymous, so the sign-up and log-in pages treat them as what they are.
Signing up or in moves what they own: see `adoption`.
"""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, cast

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from parrilla.accounts import adoption
from parrilla.accounts.models import User
from parrilla.accounts.visit import claim

SESSION_KEY = "guest"
SEEN_EVERY = timedelta(hours=12)


class Moved(LookupError):
    """Somebody signed in from this guest's browser while the guest was being served: see `moved`."""


def current(request: HttpRequest) -> User | None:
    """Who asks: the signed-in user, else the session's guest, else None. Writes nothing."""
    if request.user.is_authenticated:
        return request.user
    cached: User | None = getattr(request, "_guest", None)
    if cached is None:
        cached = of_session(request.session)
        request._guest = cached  # type: ignore[attr-defined]
    return cached


def person(request: HttpRequest) -> User:
    """Who asks, as a row that can own things: a visitor becomes a guest here. Call it when about to keep something.

    Raises Moved. A guest may be adopted even after this has answered; then what refers to the row cannot be written.
    """
    user = current(request)
    if user is None:
        user = _guest_of_this_visit(request)
        request.session.cycle_key()  # a session planted in this browser beforehand must not come to hold work
        request.session[SESSION_KEY] = user.pk
        request._guest = user  # type: ignore[attr-defined]
    seen(user)
    return user


def seen(user: User) -> None:
    """Somebody is about to keep something. A guest never logs in: `last_login` says so, for `prune_guests`.

    Raises Moved.
    """
    now = timezone.now()
    if user.is_guest and (user.last_login is None or now - user.last_login > SEEN_EVERY):
        user.last_login = now
        if not User.objects.filter(pk=user.pk).update(last_login=now):
            raise Moved


def _guest_of_this_visit(request: HttpRequest) -> User:
    made = User.objects.create_guest((get_language() or "es")[:5])
    first = claim(request, made.pk)
    if first == made.pk:
        return made
    found = User.objects.filter(pk=first, is_guest=True, is_active=True).first()
    if found is None:
        return made
    made.delete()
    return found


def of_session(session: Any) -> User | None:
    pk = session.get(SESSION_KEY)
    if not isinstance(pk, int):
        return None
    return User.objects.filter(pk=pk, is_guest=True, is_active=True).first()


async def current_from_scope(scope: dict[str, Any]) -> User | None:
    """`current` for a websocket whose scope went through Channels' AuthMiddlewareStack."""
    user = scope.get("user")
    if user is not None and user.is_authenticated:
        return cast(User, user)
    session = scope.get("session")
    return None if session is None else await database_sync_to_async(of_session)(session)


def now_of_scope(scope: dict[str, Any]) -> User | None:
    """Whose session an open websocket's is by now, read anew: it may have ended, or somebody may have signed in."""
    asked = HttpRequest()
    asked.session = import_module(settings.SESSION_ENGINE).SessionStore(scope["session"].session_key)
    user = get_user(asked)
    return user if isinstance(user, User) else of_session(asked.session)


def prune(before: datetime) -> int:
    """Delete the guests who have done nothing since `before`; returns how many. Work with an account goes there."""
    idle = User.objects.filter(is_guest=True, joined_at__lt=before).exclude(last_login__gte=before)
    for guest in idle.filter(moved_to__isnull=False).select_related("moved_to"):
        adoption.finish(guest)
    count = 0
    # One at a time: each with what it owns in a short transaction, so that nobody else's write waits for all of them.
    for guest in idle.filter(moved_to__isnull=True).exclude(is_staff=True).iterator():
        guest.delete()
        count += 1
    return count
