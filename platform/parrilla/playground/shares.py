"""Sharing: a snapshot with an address nobody can guess, until its owner takes it back."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from parrilla.accounts.models import User
from parrilla.playground import limits, sketches
from parrilla.playground.body import Body
from parrilla.playground.models import Share, Sketch
from parrilla.playground.sketches import Origin
from parrilla.runs.models import Run
from parrilla.runs.request import Refused
from sandbox.job import InvalidProgram, clean_source


def share(owner: User, sketch: Sketch, named: bool, run_id: UUID | None) -> Share:
    """A link to the sketch as it is now, with a run of it where one is given. Raises Refused."""
    limits.charge_sharing(owner)
    body = Body.of(sketch)
    run = None if run_id is None else _shown(owner, body, run_id)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=owner.pk)
        limits.room_for_share(owner)
        return Share.objects.create(
            owner=owner, sketch=sketch, run=run, named=named and bool(owner.name), **body.fields
        )


def fork(owner: User, shared: Share) -> Sketch:
    """A copy of one's own that says where it comes from. Raises Refused."""
    return sketches.make(owner, Body.of(shared), Origin(share=shared, title=shared.title))


def listed(owner: User | None) -> Any:
    """Newest first, without the programs."""
    mine = Share.objects.filter(owner=owner) if owner else Share.objects.none()
    return mine.defer("programs")


def _shown(owner: User, body: Body, run_id: UUID) -> Run:
    """The owner's own run, over, of exactly these programs in exactly this setup."""
    run = Run.objects.filter(owner=owner, pk=run_id, state=Run.State.ENDED).defer("transcript").first()
    if run is None:
        raise Refused("no-run", _("That run is not there, or not over yet. Run it again, then share."), 409)
    if run.context != body.play.context or run.entrants != _entrants(body):
        raise Refused(
            "changed", _("Something has changed since that run. Run it again to share it with what is there now."), 409
        )
    return run


def _entrants(body: Body) -> list[dict[str, str]]:
    """The programs as a run keeps them."""
    try:
        return [{**program, "source": clean_source(program["source"])} for program in body.programs]
    except InvalidProgram:
        return []
