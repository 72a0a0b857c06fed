"""The websocket of a page: who may watch and launch, what they are told, what closes it."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from parrilla.accounts.models import User
from parrilla.asgi import application
from parrilla.runs import limits, wire
from parrilla.runs.consumer import WATCHES
from parrilla.runs.hub import hub
from parrilla.runs.models import Run
from parrilla.runs.record import record
from sandbox import keys
from sandbox.outlet import Outlet
from tests.parrilla.conftest import Cast, MessageServer, Person
from tests.parrilla.programs import ended, event, output, post, started, whole_run, wish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages")]
SECONDS = 20


@pytest.fixture(autouse=True)
async def _close_the_hub(messages: MessageServer) -> AsyncIterator[None]:
    yield
    await hub().close()


@pytest.fixture
def run(cast: Cast, messages: MessageServer) -> Run:
    entrants = [{"name": "main", "form": "", "source": "print(1)\n"}]
    return Run.objects.create(owner=cast.owner.user, purpose="submit", context="A1", entrants=entrants, language="en")


class Socket:
    def __init__(self, communicator: WebsocketCommunicator) -> None:
        self.communicator = communicator

    async def hear(self) -> dict[str, Any]:
        """The next message; a close is {"type": "closed", "code": ...}."""
        message = await self.communicator.receive_output(timeout=SECONDS)
        if message["type"] == "websocket.close":
            return {"type": "closed", "code": message.get("code")}
        heard: dict[str, Any] = json.loads(message["text"].encode())  # as the web server sends it
        return heard

    async def hear_all(self) -> list[dict[str, Any]]:
        """To the end of a run."""
        heard = [await self.hear()]
        while heard[-1]["type"] != "closed" and heard[-1].get("state") != "ended":
            heard.append(await self.hear())
        return heard

    async def say(self, kind: str, **fields: Any) -> None:
        await self.say_text(json.dumps({"type": kind, **fields}))

    async def say_text(self, text: str) -> None:
        await self.communicator.send_input({"type": "websocket.receive", "text": text})

    async def is_silent(self) -> bool:
        return bool(await self.communicator.receive_nothing(timeout=0.3))


@asynccontextmanager
async def page_of(who: Person | None, *, language: str = "en") -> AsyncIterator[Socket]:
    headers = [(b"origin", b"http://localhost"), (b"host", b"localhost"), (b"accept-language", language.encode())]
    if who is not None:
        headers.append((b"cookie", who.cookies.encode()))
    communicator = WebsocketCommunicator(application, "/ws/runs/", headers)
    connected, _ = await communicator.connect(timeout=SECONDS)
    assert connected
    yield Socket(communicator)
    await communicator.disconnect(timeout=SECONDS)
    left = [task for task in asyncio.all_tasks() if "RunsConsumer._guarded" in repr(task.get_coro())]
    assert not left, "a browser that has gone is still being served"


@asynccontextmanager
async def watching(run: Run, who: Person | None, *, after: int = -1) -> AsyncIterator[Socket]:
    async with page_of(who) as socket:
        await socket.say("watch", run=str(run.pk), after=after)
        yield socket


def seqs(heard: list[dict[str, Any]]) -> list[int]:
    return [event["seq"] for message in heard if message["type"] == "frame" for event in message["events"]]


def outlet(run: Run) -> Outlet:
    return Outlet(wire.client(), str(run.pk), "worker")


async def recorded(run: Run) -> None:
    await sync_to_async(record)(str(run.pk))


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


async def test_an_expired_session_is_nobody(cast: Cast, run: Run) -> None:
    await sync_to_async(cast.owner.client.session.delete)(cast.owner.client.session.session_key)
    async with page_of(cast.owner) as socket:
        assert await socket.hear() == {"type": "closed", "code": 4401}


@pytest.mark.parametrize("kind", ["watch", "stop", "launch"])
async def test_a_session_that_ends_while_the_socket_is_open_can_do_nothing(cast: Cast, run: Run, kind: str) -> None:
    said: dict[str, dict[str, Any]] = {
        "watch": {"run": str(run.pk), "after": -1},
        "stop": {"run": str(run.pk)},
        "launch": an_order(new_key()),
    }
    async with page_of(cast.owner) as socket:
        await sync_to_async(cast.owner.client.session.delete)(cast.owner.client.session.session_key)
        await socket.say(kind, **said[kind])
        assert await socket.hear() == {"type": "closed", "code": 4401}
    assert not wire.client().exists(keys.stop(str(run.pk)))
    assert await Run.objects.acount() == 1


async def test_whoever_signs_in_meanwhile_is_somebody_else(cast: Cast, run: Run) -> None:
    async with page_of(cast.guest) as socket:
        await sync_to_async(cast.guest.client.force_login)(cast.classmate.user)
        await socket.say("watch", run=str(run.pk), after=-1)
        assert await socket.hear() == {"type": "closed", "code": 4401}


async def test_another_site_cannot_open_the_socket(cast: Cast) -> None:
    origins = ("https://evil.example", "null", "http://localhost.evil.example", "http://localhost:1234", "")
    for origin in origins:
        headers = [(b"host", b"localhost"), (b"origin", origin.encode()), (b"cookie", cast.owner.cookies.encode())]
        communicator = WebsocketCommunicator(application, "/ws/runs/", headers)
        connected, _ = await communicator.connect(timeout=SECONDS)
        assert not connected, origin
    headers = [(b"host", b"localhost"), (b"cookie", cast.owner.cookies.encode())]
    connected, _ = await WebsocketCommunicator(application, "/ws/runs/", headers).connect(timeout=SECONDS)
    assert not connected, "a browser always names its origin"


RUN = "8f14e45f-ceea-467f-a0b9-3a1e8f0d2b11"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "{}",
        "[]",
        "null",
        '{"type": "start"}',
        '{"type": "stop"}',
        '{"type": "stop", "run": 1}',
        f'{{"type": "stop", "run": "{RUN}", "more": 1}}',
        "9" * 5000,
        "[" * 900,
        "[" * 60_000,
        '"stop"',
        '{"type": "launch"}',
        '{"type": "launch", "key": "mine"}',
        f'{{"type": "launch", "key": "{RUN}", "bets": NaN}}',
        f'{{"type": "launch", "key": "{RUN}", "x": "{"x" * 65_536}"}}',
        *(
            f'{{"type": "watch", "run": "{RUN}", "after": {after}}}'
            for after in ('"x"', "-2", "1.5", "1e9", "9999999999", "true", "null", '"1"')
        ),
    ],
)
async def test_anything_else_closes_the_socket(cast: Cast, text: str) -> None:
    async with page_of(cast.owner) as socket:
        await socket.say_text(text)
        assert await socket.hear() == {"type": "closed", "code": 4400}


async def test_bytes_close_the_socket(cast: Cast) -> None:
    async with page_of(cast.owner) as socket:
        await socket.communicator.send_input({"type": "websocket.receive", "bytes": b'{"type": "stop"}'})
        assert await socket.hear() == {"type": "closed", "code": 4400}


def new_key() -> str:
    return str(uuid.uuid4())


def an_order(key: str, **changes: Any) -> dict[str, Any]:
    return {**wish(), "key": key, **changes}


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
