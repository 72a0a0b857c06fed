"""What follows from signing in."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from parrilla.accounts import guests
from parrilla.accounts.adoption import adopt
from parrilla.accounts.models import User


@receiver(user_logged_in)
def adopt_the_guest(request: HttpRequest | None, user: User, **_: Any) -> None:
    """Both doors lead here: a sign-up ends in a log-in. The session changed its key just before, not its contents."""
    session = getattr(request, "session", None)
    if session is None:
        return
    guest = guests.of_session(session)
    if guest is not None:
        adopt(guest, user)
    session.pop(guests.SESSION_KEY, None)
