"""The reaper: nothing waits for ever, nothing is executed twice, nothing that lives is touched."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from parrilla.runs import wire
from parrilla.runs.models import Run
from parrilla.runs.reap import MAX_ATTEMPTS, Reaper
from sandbox import keys
from sandbox.outlet import Outlet
from tests.parrilla.conftest import Cast, MessageServer
from tests.parrilla.programs import post, whole_run, wish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages")]


@pytest.fixture
def run(cast: Cast, messages: MessageServer) -> Run:
    return Run.objects.get(pk=post(cast.owner.client, wish()).json()["id"])


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Reaper:
    """A reaper that believes at once that what is missing is gone."""
    monkeypatch.setattr(keys, "LEASE_SECONDS", 0)
    return Reaper()


def queued() -> list[str]:
    return [json.loads(message)["headers"]["id"] for message in wire.client().lrange(keys.QUEUE, 0, -1)]


def taken(run: Run, *, leased: bool, events: int = 0) -> Outlet:
    """What a worker leaves in Redis that took the run and wrote that many events."""
    client, name = wire.client(), str(run.pk)
    client.delete(keys.QUEUE)
    client.zrem(keys.WAITING, name)
    client.set(keys.claim(name), "worker", ex=60)
    if leased:
        client.set(keys.lease(name), "worker", ex=60)
    outlet = Outlet(client, name, "worker")
    if events:
        outlet.send(whole_run()[:events])
    return outlet


def test_a_run_in_the_queue_is_left_alone(run: Run, hasty: Reaper) -> None:
    hasty.look()
    assert queued() == [str(run.pk)]
    assert Run.objects.get().attempts == 1


def test_a_parked_run_is_left_alone(run: Run, hasty: Reaper) -> None:
    wire.client().delete(keys.QUEUE)
    wire.client().rpush(keys.PARKED, json.dumps({"run": str(run.pk)}))
    hasty.look()
    assert queued() == []
    assert Run.objects.get().attempts == 1


def test_a_run_that_nobody_queued_is_queued_again(run: Run, hasty: Reaper) -> None:
    wire.client().flushall()
    hasty.look()
    assert queued() == [str(run.pk)]
    assert wire.client().zrank(keys.WAITING, str(run.pk)) == 0
    assert Run.objects.get().attempts == 2


def test_what_is_missing_is_not_believed_gone_at_the_first_look(run: Run) -> None:
    wire.client().flushall()
    reaper = Reaper()
    reaper.look()
    reaper.look()
    assert queued() == []


def test_a_run_under_lease_is_left_alone_and_known_as_running(run: Run, hasty: Reaper) -> None:
    taken(run, leased=True, events=2)
    hasty.look()
    assert Run.objects.get().state == "running"
    hasty.look()
    assert wire.client().get(keys.claim(str(run.pk))) == b"worker"


def test_a_run_whose_worker_died_before_it_began_is_queued_again(run: Run, hasty: Reaper) -> None:
    taken(run, leased=False)
    hasty.look()
    assert queued() == [str(run.pk)]
    assert wire.client().get(keys.claim(str(run.pk))) is None
    assert Run.objects.get().state == "queued"


def test_a_run_whose_worker_died_in_the_middle_is_lost_with_all_it_showed(run: Run, hasty: Reaper) -> None:
    taken(run, leased=False, events=2)
    hasty.look()
    kept = Run.objects.get()
    assert (kept.state, kept.outcome, kept.reason) == ("ended", "lost", "worker-gone")
    assert kept.events[:2] == whole_run()[:2]
    assert [event["type"] for event in kept.events] == ["started", "output", "ended"]
    assert kept.entrants[0]["source"] == "print(1)\n"
    assert queued() == []


def test_a_run_whose_stream_is_gone_too_is_lost(run: Run, hasty: Reaper) -> None:
    taken(run, leased=True, events=2)
    hasty.look()
    wire.client().flushall()
    hasty.look()
    assert Run.objects.get().outcome == "lost"


def test_a_run_that_ended_unrecorded_is_recorded(run: Run, hasty: Reaper) -> None:
    taken(run, leased=False, events=4)
    hasty.look()
    assert Run.objects.get().outcome == "finished"


def test_a_run_that_keeps_vanishing_is_lost_in_the_end(run: Run, hasty: Reaper) -> None:
    for _time in range(MAX_ATTEMPTS):
        wire.client().flushall()
        hasty.look()
    kept = Run.objects.get()
    assert (kept.attempts, kept.outcome) == (MAX_ATTEMPTS, "lost")


def test_those_who_wait_for_nothing_leave_the_line(run: Run, hasty: Reaper) -> None:
    wire.client().zadd(keys.WAITING, {"gone": time.time() - 3600, "fresh": time.time()})
    hasty.look()
    assert set(wire.client().zrange(keys.WAITING, 0, -1)) == {b"fresh", str(run.pk).encode()}


def test_a_message_server_that_is_away_ends_nothing(
    run: Run, hasty: Reaper, messages: MessageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(run, leased=True, events=2)
    messages.kill()
    with pytest.raises(wire.AWAY):
        hasty.look()
    messages.start()
    assert Run.objects.get().state == "queued"


def test_nonsense_in_the_queue_stops_nobody(run: Run, hasty: Reaper) -> None:
    junk: list[Any] = ["nonsense", "{}", "[]", '{"headers": 5}', b"\xff"]
    wire.client().rpush(keys.QUEUE, *junk)
    wire.client().rpush(keys.PARKED, *junk)
    hasty.look()
    assert Run.objects.get().attempts == 1
