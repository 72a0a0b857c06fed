"""How much one person may keep here, and how fast."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parrilla.accounts.models import User
from parrilla.playground.models import Share, Sketch
from parrilla.runs import wire
from parrilla.runs.limits import TAKE, place
from parrilla.runs.request import Refused

SKETCHES: Final = 100
SHARES: Final = 50

MAKING: Final = (0.5, 30)
"""New sketches and forks: tokens a second, and how many may be saved up."""

MAKING_AT_ADDRESS: Final = (10, 300)
"""A whole school may stand behind one address, and whoever throws their cookies away is a new person each time."""

SHARING: Final = (10 / 60, 10)
"""Ten links in a row, then one every six seconds: for a person it is plenty, for a flood it is nothing."""


def charge_address(address: str) -> None:
    """Before a visitor becomes a guest. Raises Refused."""
    _charge(f"limit:sketch:address:{place(address)}", MAKING_AT_ADDRESS)


def charge_making(owner: User) -> None:
    """Raises Refused."""
    _charge(f"limit:sketch:{owner.pk}", MAKING)


def charge_sharing(owner: User) -> None:
    """Raises Refused."""
    _charge(f"limit:share:{owner.pk}", SHARING)


def _charge(key: str, bucket: tuple[float, int]) -> None:
    """Where Redis is away nobody is refused here: the counts below hold."""
    try:
        wait_ms = int(wire.client().eval(TAKE, 1, key, *bucket))
    except wire.AWAY:
        return
    if wait_ms:
        seconds = -(-wait_ms // 1000)
        message = ngettext(
            "That is a lot in a short time. Try again in %(n)s second; your programs are kept.",
            "That is a lot in a short time. Try again in %(n)s seconds; your programs are kept.",
            seconds,
        ) % {"n": seconds}
        raise Refused("too-many", message, 429, retry_after_s=seconds)


def room_for_sketch(owner: User) -> None:
    """Raises Refused where there is none. What came along with a guest's sign-up may lie above it, and stays."""
    if Sketch.objects.filter(owner=owner).count() >= SKETCHES:
        message = _("You have %(count)d sketches, as many as one person can keep. Delete one to make room.")
        raise Refused("full", message % {"count": SKETCHES}, 409)


def room_for_share(owner: User) -> None:
    """Raises Refused where there is none."""
    if Share.objects.filter(owner=owner).count() >= SHARES:
        message = _("You have %(count)d links, as many as one person can share. Revoke one to make room.")
        raise Refused("full", message % {"count": SHARES}, 409)
