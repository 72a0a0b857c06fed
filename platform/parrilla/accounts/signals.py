"""What follows from signing in, and from the end of a run that could not follow its owner then."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from parrilla.accounts import guests
from parrilla.accounts.adoption import adopt, finish
from parrilla.accounts.models import User
from parrilla.runs.models import Run
from parrilla.runs.signals import run_changed


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


@receiver(run_changed)
def move_what_stayed_behind(run: Run, **_: Any) -> None:
    if run.state == Run.State.ENDED:
        for guest in User.objects.filter(pk=run.owner_id, is_guest=True, moved_to__isnull=False):
            finish(guest)
