"""What a page asks of its runs by the websocket: launch one, stop one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from parrilla.runs import limits, wire
from parrilla.runs.models import Run
from sandbox import keys
from tests.parrilla.conftest import Cast, MessageServer
from tests.parrilla.programs import post, started, whole_run, wish
from tests.parrilla.sockets import SECONDS, an_order, new_key, outlet, page_of, recorded, seqs, watching

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages", "closed_hub")]


async def test_a_launch_is_answered_and_its_run_is_told_to_the_end(cast: Cast, messages: MessageServer) -> None:
    key = new_key()
    async with page_of(cast.owner) as socket:
        await socket.say("launch", **an_order(key, source="print('mine')\n"))
        launched = await socket.hear()
        run = await Run.objects.select_related("owner").aget()
        expected = {"type": "launched", "key": key, "id": str(run.pk), "url": f"/runs/{run.pk}/"}
        assert (launched, run.owner.pk) == (expected, cast.owner.user.pk)
        state, place = await socket.hear(), await socket.hear()
        assert (state["state"], place["place"]) == ("queued", 0)
        assert wire.client().llen(keys.QUEUE) == 1
        outlet(run).send(whole_run())
        assert (await socket.hear())["state"] == "running"
        assert seqs([await socket.hear()]) == [0, 1, 2, 3]
        await recorded(run)
        assert (await socket.hear())["run"]["outcome"] == "finished"


async def test_a_launch_sent_again_is_the_same_run(cast: Cast, messages: MessageServer) -> None:
    """By the same socket, by the one that comes after it, over HTTP; while it waits, and when it is over."""
    order = an_order(new_key())
    async with page_of(cast.owner) as socket:
        await socket.say("launch", **order)
        first = await socket.hear()
        await socket.say("launch", **order)
        heard = [await socket.hear() for _ in range(3)]
        assert [message["id"] for message in heard if message["type"] == "launched"] == [first["id"]]
    async with page_of(cast.owner) as socket:
        await socket.say("launch", **order)
        assert (await socket.hear())["id"] == first["id"]
    run = await Run.objects.aget()
    outlet(run).send(whole_run())
    await recorded(run)
    answer = await sync_to_async(post)(cast.owner.client, order)
    assert (answer.status_code, answer.json()["id"]) == (201, first["id"])
    async with page_of(cast.owner) as socket:
        await socket.say("launch", **order)
        assert (await socket.hear())["id"] == first["id"]
        assert seqs(await socket.hear_all()) == [0, 1, 2, 3]
    assert await Run.objects.acount() == 1
    assert wire.client().llen(keys.QUEUE) == 1


async def test_a_key_is_worth_nothing_to_anybody_else(cast: Cast, messages: MessageServer) -> None:
    order = an_order(new_key())
    names = set()
    for who in (cast.owner, cast.classmate):
        async with page_of(who) as socket:
            await socket.say("launch", **order)
            names.add((await socket.hear())["id"])
    assert len(names) == 2


async def test_a_launch_is_refused_as_it_is_over_http(cast: Cast, messages: MessageServer) -> None:
    post_now = sync_to_async(post)
    assert (await post_now(cast.owner.client, wish())).status_code == 201
    bad: list[dict[str, Any]] = [
        {},
        {"context": "nothing"},
        {"entrants": []},
        {"purpose": "win"},
        {"entrants": [{"name": "main", "form": "", "source": ""}]},
        {"entrants": [{"name": "main", "form": "", "source": "x" * 60_000 + "\0"}]},
    ]
    for language in ("en", "es"):
        cast.owner.client.cookies["language"] = language
        async with page_of(cast.owner) as socket:
            for changes in bad:
                key = new_key()
                await socket.say("launch", **an_order(key, **changes))
                heard = await socket.hear()
                answer = await post_now(cast.owner.client, {**wish(), **changes})
                expected = {"type": "refused", "key": key, "status": answer.status_code, **answer.json()}
                assert (heard, answer.status_code >= 400) == (expected, True)


async def test_a_launch_is_charged_as_it_is_over_http_and_an_echo_is_not_refused(
    cast: Cast, messages: MessageServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PERSON", (0.001, 1))
    order = an_order(new_key())
    async with page_of(cast.owner) as socket:
        await socket.say("launch", **order)
        first = await socket.hear()
        assert first["type"] == "launched"
    async with page_of(cast.owner) as socket:
        await socket.say("launch", **an_order(new_key()))
        refused = await socket.hear()
        assert (refused["type"], refused["status"], refused["error"]) == ("refused", 429, "too-many")
        assert refused["retry_after_s"] > 0
        await socket.say("launch", **order)
        assert (await socket.hear())["id"] == first["id"]
    monkeypatch.setattr(limits, "ADDRESS", (0.001, 1))
    wire.client().delete("limit:address:unknown")
    async with page_of(cast.classmate) as socket:
        await socket.say("launch", **an_order(new_key()))
        assert (await socket.hear())["type"] == "launched"
    async with page_of(cast.guest) as socket:
        await socket.say("launch", **an_order(new_key()))
        assert (await socket.hear())["error"] == "too-many"


async def test_stop_takes_a_waiting_run_out_of_the_queue(cast: Cast, run: Run) -> None:
    wire.client().zadd(keys.WAITING, {str(run.pk): 1})
    async with watching(run, cast.owner) as socket:
        await socket.hear()
        await socket.hear()
        await socket.say("stop", run=str(run.pk))
        heard = await socket.hear_all()
    assert heard[-1]["run"]["outcome"] == "stopped"
    assert wire.client().zrank(keys.WAITING, str(run.pk)) is None
    assert wire.client().get(keys.claim(str(run.pk))) == b"platform", "no worker can take it any more"


async def test_stop_reaches_the_worker_that_has_the_run(cast: Cast, run: Run) -> None:
    outlet(run).send([started()])
    async with watching(run, cast.owner) as socket:
        with wire.client().pubsub() as channel:
            channel.subscribe(keys.stop_channel())
            assert channel.get_message(timeout=5)["type"] == "subscribe"
            await socket.hear()
            await socket.say("stop", run=str(run.pk))
            found = await asyncio.to_thread(channel.get_message, timeout=SECONDS)
    assert found["data"] == str(run.pk).encode()
    assert wire.client().exists(keys.stop(str(run.pk)))


async def test_a_teacher_may_watch_but_not_stop(cast: Cast, run: Run) -> None:
    async with watching(run, cast.teacher) as socket:
        await socket.hear()
        await socket.say("stop", run=str(run.pk))
        heard = await socket.hear()
    assert (heard["type"], heard["id"], heard["error"]) == ("notice", str(run.pk), "not-yours")
    assert not wire.client().exists(keys.stop(str(run.pk)))
