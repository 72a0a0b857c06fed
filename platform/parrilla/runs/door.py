"""The one door of every run, whichever way it comes: the same checks in the same order, the same refusals."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from lessons.step import Step
from parrilla.accounts.models import User
from parrilla.runs import limits
from parrilla.runs.launch import Later, launch, launched
from parrilla.runs.models import Run
from parrilla.runs.request import Refused, Wish


def enter(
    address: str, read: Callable[[], Wish], person: Callable[[], User], later: Later = lambda errand: errand()
) -> tuple[Run, bool]:
    """A run, saved and queued, and whether it is new. Raises Refused.

    `read` gives what is asked for, `person` who asks (and may make a guest of a visitor): each is called in its turn.
    `later` takes what the click need not wait for.
    """
    limits.charge_address(address)
    wish = read()
    if reason := limits.refusal():
        raise Refused("no-sandbox", _("Programs cannot be run on this installation at the moment."), 503, reason=reason)
    owner = person()
    try:
        limits.charge_person(owner.pk, step=is_choice(wish))
    except Refused:
        if (earlier := launched(owner, wish)) is None:
            raise
        return earlier, False  # an echo of a click that was let in is no other click
    return launch(owner, wish, later)


def is_choice(wish: Wish) -> bool:
    """A search is a run like another: it takes seconds, not milliseconds."""
    return wish.context in (Step("ask").context, Step("play").context)
