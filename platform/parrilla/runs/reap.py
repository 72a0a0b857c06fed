"""Runs whose worker or whose place in the queue is gone: queued again if they never began, else ended as lost.

Every two seconds. A thing that is missing is believed missing only after LEASE_SECONDS of being missed here, so that a
worker has time to tell a message server that came back empty what it holds.
"""

import json
import logging
import time
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F

from parrilla.runs import wire
from parrilla.runs.launch import enqueue, job_of
from parrilla.runs.models import Run
from parrilla.runs.record import PLATFORM, end, read, record
from parrilla.runs.request import Refused
from sandbox import keys

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 2
MAX_ATTEMPTS: Final = 3
MAX_RUNS: Final = 1000

# Only where no worker has shown itself meanwhile. A run that wrote no event never began and may begin anew.
SEIZE: Final = """
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 1
"""
FREE: Final = """
if redis.call('EXISTS', KEYS[2]) == 1 or redis.call('EXISTS', KEYS[3]) == 1 then return 0 end
redis.call('DEL', KEYS[1])
return 1
"""


@dataclass(frozen=True, slots=True)
class Trace:
    """What Redis knows of one run."""

    claim: bytes | None
    leased: bool
    has_events: bool
    ended_in_stream: bool


class Reaper:
    """Remembers since when each run has been missed; a new process starts counting anew."""

    def __init__(self) -> None:
        self._missed: dict[str, float] = {}

    def look(self) -> None:
        """One round. Raises one of wire.AWAY; then whatever was missed so far is forgotten."""
        try:
            self._look()
        except wire.AWAY:
            self._missed.clear()
            raise

    def _look(self) -> None:
        runs = list(
            Run.objects.exclude(state=Run.State.ENDED).select_related("owner").order_by("created_at")[:MAX_RUNS]
        )
        self._sweep(runs)
        if not runs:
            self._missed.clear()
            return
        traces = _traces([str(run.pk) for run in runs])
        in_queue: set[str] | None = None
        missed_now = {}
        for run in runs:
            name, trace = str(run.pk), traces[str(run.pk)]
            if trace.ended_in_stream:
                record(name)
                continue
            if trace.leased:
                if trace.has_events and run.state == Run.State.QUEUED:
                    record(name)
                continue
            if trace.claim is None and run.state == Run.State.QUEUED:
                in_queue = _in_queue() if in_queue is None else in_queue
                if name in in_queue:
                    continue
            since = self._missed.get(name, time.monotonic())
            if time.monotonic() - since < keys.LEASE_SECONDS:
                missed_now[name] = since
                continue
            self._settle(run, trace)
        self._missed = missed_now

    def _settle(self, run: Run, trace: Trace) -> None:
        """Nobody has this run."""
        name = str(run.pk)
        places = [keys.claim(name), keys.lease(name), keys.events(name)]
        client = wire.client()
        if run.state == Run.State.QUEUED and not trace.has_events and run.attempts < MAX_ATTEMPTS:
            if client.eval(FREE, 3, *places):
                self._again(run)
            return
        if client.eval(SEIZE, 3, *places, PLATFORM, keys.CLAIM_SECONDS):
            log.warning("run %s: its worker is gone; recorded as lost", name)
            transcript, _sound = read(name)
            end(transcript, name, "lost", "worker-gone")
            client.zrem(keys.WAITING, name)
            record(name)

    def _again(self, run: Run) -> None:
        try:
            job = job_of(run)
        except Refused:
            transcript, _sound = read(str(run.pk))
            end(transcript, str(run.pk), "lost", "unknown-context")
            record(str(run.pk))
            return
        log.warning("run %s: nobody has it and it never began; queued again", run.pk)
        Run.objects.filter(pk=run.pk).update(attempts=F("attempts") + 1)
        enqueue(run, job)

    def _sweep(self, runs: list[Run]) -> None:
        """Out of the line with those whom the database does not know as waiting."""
        if len(runs) >= MAX_RUNS:
            return
        client = wire.client()
        old = client.zrangebyscore(keys.WAITING, 0, time.time() - 60)
        stale = {name.decode() for name in old} - {str(run.pk) for run in runs}
        if stale:
            client.zrem(keys.WAITING, *stale)
            client.publish(keys.QUEUE_CHANNEL, "")


def _traces(names: list[str]) -> dict[str, Trace]:
    pipe = wire.client().pipeline(transaction=False)
    for name in names:
        pipe.get(keys.claim(name))
        pipe.exists(keys.lease(name))
        pipe.xrevrange(keys.events(name), count=1)
    answers = iter(pipe.execute())
    found = {}
    for name in names:
        claim, leased, tail = next(answers), bool(next(answers)), next(answers)
        ended = bool(tail) and b'"type":"ended"' in tail[0][1].get(b"f", b"")
        found[name] = Trace(claim, leased, bool(tail), ended and read(name)[0].end is not None)
    return found


def _in_queue() -> set[str]:
    """Runs whose job lies in the queue or is parked. What a dead worker had fetched and not begun is not among them."""
    client = wire.client()
    names = set()
    for message in client.lrange(keys.QUEUE, 0, -1):
        names.add(_name(message, lambda raw: raw["headers"]["id"]))
    for job in client.lrange(keys.PARKED, 0, -1):
        names.add(_name(job, lambda raw: raw["run"]))
    return names


def _name(text: bytes, pick: Any) -> str:
    try:
        return str(pick(json.loads(text)))
    except (ValueError, KeyError, TypeError):
        return ""
