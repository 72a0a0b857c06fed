"""Bring the record of a run in line with its stream. Idempotent: it may be asked any number of times, at any moment."""

import logging
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from parrilla.accounts.adoption import finish
from parrilla.runs import wire
from parrilla.runs.models import Run
from parrilla.runs.signals import run_changed
from parrilla.runs.transcript import Invalid, Transcript, write_frame
from sandbox import keys
from sandbox.events import Event
from sandbox.outlet import Appender

log = logging.getLogger(__name__)

PLATFORM = "platform"
"""The claim of a run that the platform itself has ended; no worker can add to it any more."""


def record(run_id: str) -> None:
    """`run_id` comes from a sandbox worker, so it may be anything. Raises one of wire.AWAY."""
    try:
        pk = uuid.UUID(run_id)
    except (ValueError, TypeError, AttributeError):
        log.error("a run id that is none: %.60r", run_id)
        return
    transcript, sound = read(str(pk))
    if not transcript.events and sound:
        return
    if not sound:
        end(transcript, str(pk), "failed", "bad-transcript")
    with transaction.atomic():
        run = Run.objects.select_for_update().select_related("owner").filter(pk=pk).first()
        if run is None or run.state == Run.State.ENDED:
            return
        if transcript.end is None:
            record_beginning(run)
            return
        _close(run, transcript, transcript.end)
        run.save()
        transaction.on_commit(lambda: _changed(run))


def record_beginning(run: Run) -> None:
    """Somebody has been told of its events: from now on it can end or be lost, but no more begin anew."""
    began = timezone.now()
    if Run.objects.filter(pk=run.pk, state=Run.State.QUEUED).update(state=Run.State.RUNNING, started_at=began):
        run.state, run.started_at = Run.State.RUNNING, began
        transaction.on_commit(lambda: _changed(run))


def read(run_id: str) -> tuple[Transcript, bool]:
    """The stream so far, and whether all of it was sound; from the first unsound frame on nothing is taken."""
    transcript = Transcript()
    for _entry, fields in wire.client().xrange(keys.events(run_id)):
        try:
            frame = fields.get(b"f", b"")
            transcript.add(frame)
        except Invalid as error:
            log.error("run %s: unsound stream: %s", run_id, error)
            return transcript, False
    return transcript, True


def end(transcript: Transcript, run_id: str, outcome: str, reason: str) -> Event:
    """End a run in the platform's name: no worker may add to it, who watches is told. The transcript gets the event."""
    if transcript.end is not None:
        return transcript.end
    client = wire.client()
    event = transcript.made("ended", {"outcome": outcome, "reason": reason})
    client.set(keys.claim(run_id), PLATFORM, ex=keys.CLAIM_SECONDS)
    before = event["seq"] - 1
    Appender(client)(run_id, PLATFORM, before, (event["seq"], event["seq"], write_frame([event])))
    client.expire(keys.events(run_id), keys.KEEP_EVENTS)
    transcript.events.append(event)
    return event


def _close(run: Run, transcript: Transcript, ended: Event) -> None:
    run.state = Run.State.ENDED
    run.ended_at = timezone.now()
    run.started_at = run.started_at or (run.ended_at if transcript.find("started") else None)
    run.outcome = ended["data"]["outcome"]
    run.reason = ended["data"]["reason"]
    run.summary = [_summary(event, transcript) for event in transcript.find("entrant-ended")]
    verdicts = transcript.find("verdict")
    if run.purpose == Run.Purpose.SUBMIT and verdicts:
        run.verdict_code = verdicts[-1]["data"]["code"]
        run.passed = verdicts[-1]["data"]["passed"]
        run.evidence = verdicts[-1]["data"]["evidence"]
    run.events = transcript.events


def _summary(event: Event, transcript: Transcript) -> dict[str, Any]:
    data = event["data"]
    entrant = event.get("entrant", 0)
    later = [other["data"] for other in transcript.find("round-ended") if other.get("entrant", 0) == entrant]
    return {
        "entrant": entrant,
        "outcome": data["outcome"],
        "exit": data.get("exit_code"),
        "limit": data.get("limit", ""),
        "wall_s": data.get("wall_s"),
        "cpu_s": data.get("cpu_s"),
        "peak_mb": data.get("peak_mb"),
        **({"rounds": [_round(other) for other in later]} if later else {}),
    }


def _round(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "wall_s": data["wall_s"],
        "cpu_s": data.get("cpu_s"),
        "outcome": data["outcome"],
        "exit": data.get("exit_code"),
    }


def _changed(run: Run) -> None:
    if run.state == Run.State.ENDED:
        finish(run.owner)
        try:
            wire.client().publish(keys.channel(str(run.pk)), keys.RECORDED)
        except wire.AWAY:
            log.warning("run %s is recorded; who watches it could not be told", run.pk)
    wire.announce(run_changed, Run, run=run)
