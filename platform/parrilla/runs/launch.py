"""From a wish to a job in the queue. The row is committed first: what a learner wrote outlives whatever is next."""

import logging
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lessons.course import course
from parrilla.accounts.models import User
from parrilla.celery import app
from parrilla.runs import equipment, wire
from parrilla.runs.models import Run
from parrilla.runs.record import record
from parrilla.runs.request import Refused, Wish, unknown_context
from parrilla.runs.signals import run_changed
from sandbox import keys
from sandbox.job import Entrant, Job

log = logging.getLogger(__name__)

RUN_NAMES: Final = uuid.UUID("5d1c7d5e-6f0b-4c52-9a6e-3e9f3c0f6f2b")
"""The space of names (RFC 9562, version 5) of runs that were asked for with a key."""


Later = Callable[[Callable[[], None]], None]
"""Takes what must be done, but need not be waited for."""


def launch(owner: User, wish: Wish, later: Later = lambda errand: errand()) -> tuple[Run, bool]:
    """Save the run and queue it; a wish that came before with this key gives the run it gave then. Whether it is new.

    Raises Refused: unknown context, a local service that is missing, or the owner has a run under way.
    """
    run = Run(
        id=id_of(owner, wish.key),
        owner=owner,
        purpose=wish.purpose,
        context=wish.context,
        entrants=wish.entrants,
        bets=wish.bets,
        rounds=wish.rounds,
        schedule=list(wish.schedule),
        language=(get_language() or "es")[:5],
    )
    job = job_of(run)
    if lacks := equipment.lack(job.services):
        raise Refused("no-service", lacks, 503)
    if not _save(run):
        if (earlier := launched(owner, wish)) is not None:
            return earlier, False
        if not (_end_is_out(owner) and _save(run)):
            raise _busy(owner)
    transaction.on_commit(lambda: _queue(run, job, later))
    return run, True


def launched(owner: User, wish: Wish) -> Run | None:
    """The run that this very wish was given before."""
    return Run.objects.filter(pk=id_of(owner, wish.key), owner=owner).first() if wish.key else None


def id_of(owner: User, key: str) -> uuid.UUID:
    """The primary key is what makes a repeated wish the same run, whoever sends it twice and however fast. It is made
    here of both, so that no browser chooses one, or meets another person's."""
    return uuid.uuid5(RUN_NAMES, f"{owner.pk}:{key}") if key else uuid.uuid4()


def _save(run: Run) -> bool:
    """False where the owner has a run under way: the database says so, however many clicks come at once."""
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _end_is_out(owner: User) -> bool:
    """Who saw the end of a run may start the next one, even before a worker has recorded it: then it is done here."""
    active = Run.objects.filter(owner=owner).exclude(state=Run.State.ENDED).first()
    if active is None:
        return True
    with suppress(*wire.AWAY):
        record(str(active.pk))
    return Run.objects.filter(pk=active.pk, state=Run.State.ENDED).exists()


def job_of(run: Run) -> Job:
    """What the sandbox is to do; limits, services and rules come from the course alone. Raises Refused."""
    entrants = tuple(Entrant(source=e["source"], name=e["name"], form=e["form"]) for e in run.entrants)
    try:
        spec = course().context(run.context)
    except LookupError:
        raise unknown_context() from None
    job = spec.job(str(run.pk), entrants, graded=run.purpose == Run.Purpose.SUBMIT)
    if job.schedule is not None:
        return replace(job, schedule=() if job.then == "search" else tuple(run.schedule))
    return replace(job, rounds=run.rounds)


def enqueue(run: Run, job: Job) -> None:
    """Into the line first, so that a worker finds in the line what it takes. Raises one of wire.AWAY."""
    wire.client().zadd(keys.WAITING, {str(run.pk): time.time()}, nx=True)
    wire.send_task(app, keys.RUN_TASK, [job.to_json()], keys.QUEUE, str(run.pk))


def _queue(run: Run, job: Job, later: Later) -> None:
    try:
        enqueue(run, job)
    except wire.AWAY as error:
        # The reaper finds a run that nobody queued and queues it as soon as the server is back.
        log.warning("run %s is saved but not queued yet: %s", run.pk, error)
    later(lambda: wire.announce(run_changed, Run, run=run))


def _busy(owner: User) -> Refused:
    active = Run.objects.filter(owner=owner).exclude(state=Run.State.ENDED).first()
    if active is None and not User.objects.filter(pk=owner.pk, is_active=True, moved_to=None).exists():
        # Somebody signed in on this browser while a guest's run was on its way: the guest owns nothing any more.
        message = _("You signed in meanwhile. Reload the page and do it again; what you wrote is still here.")
        return Refused("signed-in", message, 409)
    found = {} if active is None else {"id": str(active.pk), "url": active.get_absolute_url()}
    return Refused("busy", _("Your previous run is still going. Wait for it or stop it."), 409, **found)
