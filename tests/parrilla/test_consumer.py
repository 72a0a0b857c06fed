"""Watching runs on the websocket of a page: who may, and what they are told."""

from __future__ import annotations

import json
import uuid

import pytest
from asgiref.sync import sync_to_async

from parrilla.accounts.models import User
from parrilla.runs import wire
from parrilla.runs.consumer import WATCHES
from parrilla.runs.models import Run
from sandbox import keys
from tests.parrilla.conftest import Cast
from tests.parrilla.programs import ended, event, output, started, whole_run
from tests.parrilla.sockets import outlet, page_of, recorded, seqs, watching

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages", "closed_hub")]


async def test_the_owner_watches_a_run_from_the_queue_to_the_record(cast: Cast, run: Run) -> None:
    wire.client().zadd(keys.WAITING, {str(uuid.uuid4()): 1, str(run.pk): 2})
    async with watching(run, cast.owner) as socket:
        first, second = await socket.hear(), await socket.hear()
        assert (first["type"], first["state"], first["run"]["id"]) == ("state", "queued", str(run.pk))
        assert second == {"type": "queue", "id": str(run.pk), "place": 1, "wait_s": None}
        outlet(run).send(whole_run())
        assert (await socket.hear())["state"] == "running"
        assert seqs([await socket.hear()]) == [0, 1, 2, 3]
        await recorded(run)
        state = await socket.hear()
        assert (state["state"], state["run"]["outcome"]) == ("ended", "finished")
        assert {state["id"], first["id"]} == {str(run.pk)}
        assert await socket.is_silent()


async def test_a_recorded_run_is_replayed_where_the_stream_is_gone(cast: Cast, run: Run) -> None:
    outlet(run).send(whole_run())
    await recorded(run)
    wire.client().flushall()
    async with watching(run, cast.owner) as socket:
        heard = await socket.hear_all()
    assert seqs(heard) == [0, 1, 2, 3]
    assert [message["type"] for message in heard] == ["frame", "state"]
    # A page that comes back after a reload has the program no more.
    assert heard[-1]["run"]["entrants"][0]["source"] == run.entrants[0]["source"]


async def test_who_returns_is_told_only_what_is_new(cast: Cast, run: Run) -> None:
    outlet(run).send(whole_run())
    async with watching(run, cast.owner, after=1) as socket:
        heard = [await socket.hear(), await socket.hear(), await socket.hear()]
    assert seqs(heard) == [2, 3]
    await recorded(run)
    async with watching(run, cast.owner, after=2) as socket:
        rest = await socket.hear_all()
    assert seqs(rest) == [3]
    assert "source" not in rest[-1]["run"]["entrants"][0]


async def test_a_large_recorded_run_comes_in_pieces_that_fit_a_frame(cast: Cast, run: Run) -> None:
    way = outlet(run)
    way.send([started()])
    for seq in range(1, 11):
        way.send([output(seq, "ñ" * 10_000)])
    way.send([ended(11)])
    await recorded(run)
    async with watching(run, cast.owner) as socket:
        heard = await socket.hear_all()
    assert seqs(heard) == list(range(12))
    assert max(len(json.dumps(message, ensure_ascii=False).encode()) for message in heard) < 64 * 1024


async def test_the_verdict_is_said_in_the_language_of_who_watches(cast: Cast, run: Run) -> None:
    evidence = {"code": "passed", "passed": True, "evidence": {}}
    outlet(run).send([started(), event(1, "verdict", evidence), ended(2)])
    await recorded(run)
    said = {}
    for language in ("es", "en"):
        cast.owner.client.cookies["language"] = language
        async with watching(run, cast.owner) as socket:
            [verdict] = [message for message in await socket.hear_all() if message["type"] == "verdict"]
        assert (verdict["code"], verdict["passed"]) == ("passed", True)
        said[language] = verdict["message"]
    assert said["es"] != said["en"]


async def test_a_lost_run_says_so_and_that_the_program_is_kept(cast: Cast, run: Run) -> None:
    outlet(run).send([started(), ended(1, "lost", "worker-gone")])
    await recorded(run)
    async with watching(run, cast.owner) as socket:
        heard = await socket.hear_all()
    [lost] = [message for message in heard if message["type"] == "lost"]
    assert lost["message"]


async def test_the_teacher_of_the_class_may_watch(cast: Cast, run: Run) -> None:
    async with watching(run, cast.teacher) as socket:
        assert (await socket.hear())["type"] == "state"


async def test_nobody_else_may(cast: Cast, run: Run) -> None:
    for who in (cast.classmate, cast.stranger, cast.guest):
        async with watching(run, who) as socket:
            assert await socket.hear() == {"type": "unseen", "id": str(run.pk), "code": 4403}
            assert await socket.is_silent(), "the socket is theirs; the run is not"
    async with page_of(None) as socket:
        assert await socket.hear() == {"type": "closed", "code": 4401}


async def test_unknown_runs_are_unknown(cast: Cast, run: Run) -> None:
    async with page_of(cast.owner) as socket:
        for name in (str(uuid.uuid4()), "x", "1" * 500, "%00", "..%2f", "a/b", "\ud800", ""):
            for kind, more in (("watch", {"after": -1}), ("stop", {})):
                await socket.say(kind, run=name, **more)
                assert await socket.hear() == {"type": "unseen", "id": name, "code": 4404}


async def test_several_runs_are_told_on_one_socket_and_left_one_by_one(cast: Cast, run: Run) -> None:
    other = await Run.objects.acreate(
        owner=cast.classmate.user, purpose="run", context="A1", entrants=run.entrants, language="en"
    )
    async with page_of(cast.teacher) as socket:
        for one in (run, other):
            await socket.say("watch", run=str(one.pk), after=-1)
            assert (await socket.hear())["id"] == str(one.pk)
        await socket.say("leave", run=str(run.pk))
        await socket.say("watch", run="nothing", after=-1)
        assert (await socket.hear())["type"] == "unseen", "what was said before has been done"
        outlet(run).send([started()])
        outlet(other).send([started()])
        assert {(await socket.hear())["id"], (await socket.hear())["id"]} == {str(other.pk)}
        assert await socket.is_silent()


async def test_a_page_may_not_watch_without_end(cast: Cast, run: Run) -> None:
    names = []
    for _ in range(WATCHES + 1):
        guest = await sync_to_async(User.objects.create_guest)("en")
        guest.moved_to = cast.owner.user
        await guest.asave()
        made = await Run.objects.acreate(owner=guest, purpose="run", context="A1", entrants=run.entrants, language="en")
        names.append(str(made.pk))
    async with page_of(cast.owner) as socket:
        for name in names:
            await socket.say("watch", run=name, after=-1)
        assert (await socket.hear_all())[-1] == {"type": "closed", "code": 4400}
