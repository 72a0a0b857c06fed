"""The record: in line with the stream, once, and never what a broken worker makes up."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from parrilla.runs import wire
from parrilla.runs.models import Run
from parrilla.runs.record import record
from parrilla.runs.signals import run_changed
from sandbox import keys
from sandbox.events import Event
from sandbox.outlet import Outlet, encode
from tests.parrilla.conftest import Cast
from tests.parrilla.programs import ended, entrant_ended, event, output, started, whole_run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages")]


def begin(cast: Cast, purpose: str = "run") -> Run:
    entrants = [{"name": "main", "form": "", "source": "print(1)\n"}]
    return Run.objects.create(owner=cast.owner.user, purpose=purpose, context="A1", entrants=entrants, language="en")


def outlet(run: Run) -> Outlet:
    return Outlet(wire.client(), str(run.pk), "worker")


def forge(run: Run, *frames: str) -> None:
    """What a worker that is no longer ours could write."""
    for index, frame in enumerate(frames):
        wire.client().xadd(keys.events(str(run.pk)), {"f": frame}, id=f"{index + 1}-0")


def verdict(seq: int, **changes: Any) -> Event:
    return event(seq, "verdict", {"code": "loop-blocked", "passed": False, "evidence": {"block_ms": 500.0}, **changes})


@pytest.fixture
def told() -> Any:
    heard: list[str] = []

    def hear(run: Run, **_: Any) -> None:
        heard.append(run.state)

    run_changed.connect(hear, weak=False)
    yield heard
    run_changed.disconnect(hear)


def test_a_run_that_has_begun_is_running_and_one_that_has_ended_is_whole(cast: Cast, told: list[str]) -> None:
    run = begin(cast)
    way = outlet(run)
    record(str(run.pk))
    assert Run.objects.get().state == "queued"
    way.send(whole_run()[:2])
    record(str(run.pk))
    assert Run.objects.get().state == "running"
    assert Run.objects.get().started_at
    way.send(whole_run()[2:])
    record(str(run.pk))
    kept = Run.objects.get()
    assert (kept.state, kept.outcome, kept.reason) == ("ended", "finished", "")
    assert kept.events == whole_run()
    assert kept.summary == [
        {"entrant": 0, "outcome": "exited", "exit": 0, "limit": "", "wall_s": 0.5, "cpu_s": 0.1, "peak_mb": 9.0}
    ]
    assert kept.ended_at
    assert told == ["running", "ended"]


def test_recording_twice_changes_nothing_and_tells_nobody_twice(cast: Cast, told: list[str]) -> None:
    run = begin(cast)
    outlet(run).send(whole_run())
    for _again in range(3):
        record(str(run.pk))
    assert told == ["ended"]
    moment = Run.objects.get().ended_at
    record(str(run.pk))
    assert Run.objects.get().ended_at == moment


def test_those_who_watch_are_told_when_the_record_is_whole(cast: Cast) -> None:
    run = begin(cast)
    with wire.client().pubsub(ignore_subscribe_messages=False) as channel:
        channel.subscribe(keys.channel(str(run.pk)))
        assert channel.get_message(timeout=5)["type"] == "subscribe"
        outlet(run).send(whole_run())
        assert channel.get_message(timeout=5)["data"].startswith(b"0 3 [")
        record(str(run.pk))
        assert channel.get_message(timeout=5)["data"] == keys.RECORDED.encode()


def test_a_submission_keeps_its_verdict(cast: Cast) -> None:
    run = begin(cast, "submit")
    outlet(run).send([started(), verdict(1), ended(2)])
    record(str(run.pk))
    kept = Run.objects.get()
    assert (kept.verdict_code, kept.passed, kept.evidence) == ("loop-blocked", False, {"block_ms": 500.0})


def test_a_free_run_has_no_verdict_whatever_the_worker_says(cast: Cast) -> None:
    run = begin(cast, "run")
    outlet(run).send([started(), verdict(1, passed=True), ended(2)])
    record(str(run.pk))
    assert (Run.objects.get().verdict_code, Run.objects.get().passed) == ("", None)


def test_ids_that_are_none_or_of_no_run_do_nothing(cast: Cast) -> None:
    for name in ("", "x", "../../etc/passwd", None, 5, [], {}, "\0", "a" * 100_000):
        record(name)  # type: ignore[arg-type]
    stranger = str(uuid.uuid4())
    Outlet(wire.client(), stranger, "worker").send(whole_run())
    record(stranger)
    assert not Run.objects.exists()


FORGED: dict[str, list[str]] = {
    "no JSON": ["nonsense"],
    "no list": ['{"seq": 0}'],
    "a gap": [encode([started(0)]), encode([output(2)])],
    "a repetition": [encode([started(0)]), encode([started(0)])],
    "an event after the end": [encode([started(0), ended(1)]), encode([output(2)])],
    "two ends": [encode([started(0), ended(1), ended(2)])],
    "an unknown type": [encode([event(0, "grant-admin", {})])],
    "an unknown outcome": [encode([started(0), ended(1, "passed")])],
    "a reason that is markup": [encode([started(0), ended(1, "failed", "<script>")])],
    "evidence with NUL": [encode([started(0), verdict(1, evidence={"x": "\0"}), ended(2)])],
    "evidence of a megabyte": [encode([started(0), verdict(1, evidence={"x": "y" * 100_000}), ended(2)])],
    "passed that is a string": [encode([started(0), verdict(1, passed="yes"), ended(2)])],
    "a code that is a path": [encode([started(0), verdict(1, code="../x"), ended(2)])],
    "time that is no number": ['[{"seq":0,"t":"0","type":"started","data":{}}]'],
    "infinity": ['[{"seq":0,"t":Infinity,"type":"started","data":{}}]'],
    "seq that is true": ['[{"seq":true,"t":0,"type":"started","data":{}}]'],
    "an entrant far off": [encode([event(0, "output", {"stream": "stdout", "text": ""}, entrant=9)])],
    "output that is no text": [encode([event(0, "output", {"stream": "stdout", "text": ["x"]})])],
    "a frame of a megabyte": [json.dumps([started(0), output(1, "x" * 1_000_000)])],
    "very deep": ["[" * 100_000],
    "an exit code beyond all bounds": [
        encode([started(0), {**entrant_ended(1), "data": {**entrant_ended(1)["data"], "exit_code": 10**30}}])
    ],
}


@pytest.mark.parametrize("frames", FORGED.values(), ids=FORGED.keys())
def test_an_unsound_stream_ends_the_run_as_our_failure(cast: Cast, frames: list[str]) -> None:
    run = begin(cast, "submit")
    forge(run, *frames)
    record(str(run.pk))
    kept = Run.objects.get()
    if kept.events[-1]["data"].get("outcome") == "finished":  # the end was sound; what came behind it is ignored
        assert kept.outcome == "finished"
    else:
        assert (kept.state, kept.outcome, kept.reason) == ("ended", "failed", "bad-transcript")
    assert [one["seq"] for one in kept.events] == list(range(len(kept.events)))
    assert [one["type"] for one in kept.events].count("ended") == 1
    assert kept.passed is None
    assert kept.entrants[0]["source"] == "print(1)\n"


def test_a_worker_taken_for_dead_adds_nothing_to_what_was_recorded(cast: Cast) -> None:
    from parrilla.runs.record import end, read
    from sandbox.outlet import Fenced

    run = begin(cast)
    way = outlet(run)
    way.send(whole_run()[:2])
    transcript, _sound = read(str(run.pk))
    end(transcript, str(run.pk), "lost", "worker-gone")
    record(str(run.pk))
    with pytest.raises(Fenced):
        way.send(whole_run()[2:])
    kept = Run.objects.get()
    assert (kept.outcome, [one["type"] for one in kept.events]) == ("lost", ["started", "output", "ended"])


def test_a_run_of_a_guest_who_signed_up_meanwhile_becomes_the_accounts(cast: Cast) -> None:
    from parrilla.accounts.adoption import adopt

    run = Run.objects.create(owner=cast.guest.user, purpose="run", context="A1", entrants=[], language="en")
    begin(cast)
    adopt(cast.guest.user, cast.owner.user)
    assert Run.objects.get(pk=run.pk).owner == cast.guest.user
    outlet(run).send(whole_run())
    record(str(run.pk))
    assert Run.objects.get(pk=run.pk).owner == cast.owner.user
