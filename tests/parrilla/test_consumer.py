"""The websocket of a run: who may watch, what they are told, what closes it."""

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

from parrilla.asgi import application
from parrilla.runs import wire
from parrilla.runs.hub import hub
from parrilla.runs.models import Run
from parrilla.runs.record import record
from sandbox import keys
from sandbox.outlet import Outlet
from tests.parrilla.conftest import Cast, MessageServer, Person
from tests.parrilla.programs import ended, event, output, started, whole_run

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
        heard: dict[str, Any] = json.loads(message["text"])
        return heard

    async def hear_all(self) -> list[dict[str, Any]]:
        heard = [await self.hear()]
        while heard[-1]["type"] != "closed":
            heard.append(await self.hear())
        return heard

    async def say(self, text: str) -> None:
        await self.communicator.send_input({"type": "websocket.receive", "text": text})


@asynccontextmanager
async def watching(
    run: Any, who: Person | None, *, query: str = "", origin: str = "http://localhost"
) -> AsyncIterator[Socket]:
    headers = [(b"origin", origin.encode()), (b"host", b"localhost")]
    if who is not None:
        headers.append((b"cookie", who.cookies.encode()))
    communicator = WebsocketCommunicator(application, f"/ws/run/{run}/{query}", headers)
    connected, _ = await communicator.connect(timeout=SECONDS)
    assert connected
    yield Socket(communicator)
    await communicator.disconnect(timeout=SECONDS)
    left = [task for task in asyncio.all_tasks() if "RunConsumer._serve" in repr(task.get_coro())]
    assert not left, "a browser that has gone is still being served"


def seqs(heard: list[dict[str, Any]]) -> list[int]:
    return [event["seq"] for message in heard if message["type"] == "frame" for event in message["events"]]


def outlet(run: Run) -> Outlet:
    return Outlet(wire.client(), str(run.pk), "worker")


async def recorded(run: Run) -> None:
    await sync_to_async(record)(str(run.pk))


async def test_the_owner_watches_a_run_from_the_queue_to_the_record(cast: Cast, run: Run) -> None:
    wire.client().zadd(keys.WAITING, {str(uuid.uuid4()): 1, str(run.pk): 2})
    async with watching(run.pk, cast.owner) as socket:
        first, second = await socket.hear(), await socket.hear()
        assert (first["type"], first["state"], first["run"]["id"]) == ("state", "queued", str(run.pk))
        assert second == {"type": "queue", "place": 1, "wait_s": None}
        outlet(run).send(whole_run())
        assert (await socket.hear())["state"] == "running"
        assert seqs([await socket.hear()]) == [0, 1, 2, 3]
        await recorded(run)
        state, closed = await socket.hear(), await socket.hear()
        assert (state["state"], state["run"]["outcome"]) == ("ended", "finished")
        assert closed["type"] == "closed"


async def test_a_recorded_run_is_replayed_where_the_stream_is_gone(cast: Cast, run: Run) -> None:
    outlet(run).send(whole_run())
    await recorded(run)
    wire.client().flushall()
    async with watching(run.pk, cast.owner) as socket:
        heard = await socket.hear_all()
    assert seqs(heard) == [0, 1, 2, 3]
    assert [message["type"] for message in heard] == ["frame", "state", "closed"]


async def test_who_returns_is_told_only_what_is_new(cast: Cast, run: Run) -> None:
    outlet(run).send(whole_run())
    async with watching(run.pk, cast.owner, query="?after=1") as socket:
        heard = [await socket.hear(), await socket.hear(), await socket.hear()]
    assert seqs(heard) == [2, 3]
    await recorded(run)
    async with watching(run.pk, cast.owner, query="?after=2") as socket:
        assert seqs(await socket.hear_all()) == [3]


async def test_a_large_recorded_run_comes_in_pieces_that_fit_a_frame(cast: Cast, run: Run) -> None:
    way = outlet(run)
    way.send([started()])
    for seq in range(1, 11):
        way.send([output(seq, "ñ" * 10_000)])
    way.send([ended(11)])
    await recorded(run)
    async with watching(run.pk, cast.owner) as socket:
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
        async with watching(run.pk, cast.owner) as socket:
            [verdict] = [message for message in await socket.hear_all() if message["type"] == "verdict"]
        assert (verdict["code"], verdict["passed"]) == ("passed", True)
        said[language] = verdict["message"]
    assert said["es"] != said["en"]


async def test_a_lost_run_says_so_and_that_the_program_is_kept(cast: Cast, run: Run) -> None:
    outlet(run).send([started(), ended(1, "lost", "worker-gone")])
    await recorded(run)
    async with watching(run.pk, cast.owner) as socket:
        heard = await socket.hear_all()
    [lost] = [message for message in heard if message["type"] == "lost"]
    assert lost["message"]


async def test_the_teacher_of_the_class_may_watch(cast: Cast, run: Run) -> None:
    async with watching(run.pk, cast.teacher) as socket:
        assert (await socket.hear())["type"] == "state"


async def test_nobody_else_may(cast: Cast, run: Run) -> None:
    for who, code in ((cast.classmate, 4403), (cast.stranger, 4403), (cast.guest, 4403), (None, 4401)):
        async with watching(run.pk, who) as socket:
            assert await socket.hear() == {"type": "closed", "code": code}


async def test_unknown_runs_are_unknown(cast: Cast, run: Run) -> None:
    for name in (uuid.uuid4(), "x", "1" * 500, "%00", "..%2f", "a/b"):
        async with watching(name, cast.owner) as socket:
            assert await socket.hear() == {"type": "closed", "code": 4404}


async def test_an_expired_session_is_nobody(cast: Cast, run: Run) -> None:
    await sync_to_async(cast.owner.client.session.delete)(cast.owner.client.session.session_key)
    async with watching(run.pk, cast.owner) as socket:
        assert await socket.hear() == {"type": "closed", "code": 4401}


async def test_a_session_that_ends_while_the_socket_is_open_can_stop_nothing(cast: Cast, run: Run) -> None:
    async with watching(run.pk, cast.owner) as socket:
        await socket.hear()
        await sync_to_async(cast.owner.client.session.delete)(cast.owner.client.session.session_key)
        await socket.say('{"type": "stop"}')
        assert await socket.hear() == {"type": "closed", "code": 4401}
    assert not wire.client().exists(keys.stop(str(run.pk)))


async def test_another_site_cannot_open_the_socket(cast: Cast, run: Run) -> None:
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        headers = [(b"origin", origin.encode()), (b"cookie", cast.owner.cookies.encode())]
        communicator = WebsocketCommunicator(application, f"/ws/run/{run.pk}/", headers)
        connected, _ = await communicator.connect(timeout=SECONDS)
        assert not connected
    headers = [(b"cookie", cast.owner.cookies.encode())]
    connected, _ = await WebsocketCommunicator(application, f"/ws/run/{run.pk}/", headers).connect(timeout=SECONDS)
    assert not connected, "a browser always names its origin"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "{}",
        "[]",
        "null",
        '{"type": "start"}',
        '{"type": "stop", "run": "other"}',
        "9" * 5000,
        "[" * 900,
        '"stop"',
    ],
)
async def test_anything_but_stop_closes_the_socket(cast: Cast, run: Run, text: str) -> None:
    async with watching(run.pk, cast.owner) as socket:
        await socket.hear()
        await socket.say(text)
        assert await socket.hear() == {"type": "closed", "code": 4400}


async def test_bytes_close_the_socket(cast: Cast, run: Run) -> None:
    async with watching(run.pk, cast.owner) as socket:
        await socket.hear()
        await socket.communicator.send_input({"type": "websocket.receive", "bytes": b'{"type": "stop"}'})
        assert await socket.hear() == {"type": "closed", "code": 4400}


@pytest.mark.parametrize("after", ["x", "-2", "1.5", "1e9", "9999999999", "٣", ""])
async def test_a_place_that_is_none_closes_the_socket(cast: Cast, run: Run, after: str) -> None:
    expected = {"type": "closed", "code": 4400}
    async with watching(run.pk, cast.owner, query=f"?after={after}" if after else "?after=%00") as socket:
        assert await socket.hear() == expected


async def test_stop_takes_a_waiting_run_out_of_the_queue(cast: Cast, run: Run) -> None:
    wire.client().zadd(keys.WAITING, {str(run.pk): 1})
    async with watching(run.pk, cast.owner) as socket:
        await socket.hear()
        await socket.hear()
        await socket.say('{"type": "stop"}')
        heard = await socket.hear_all()
    assert heard[-2]["run"]["outcome"] == "stopped"
    assert wire.client().zrank(keys.WAITING, str(run.pk)) is None
    assert wire.client().get(keys.claim(str(run.pk))) == b"platform", "no worker can take it any more"


async def test_stop_reaches_the_worker_that_has_the_run(cast: Cast, run: Run) -> None:
    outlet(run).send([started()])
    async with watching(run.pk, cast.owner) as socket:
        with wire.client().pubsub() as channel:
            channel.subscribe(keys.stop_channel())
            assert channel.get_message(timeout=5)["type"] == "subscribe"
            await socket.hear()
            await socket.say('{"type": "stop"}')
            found = await asyncio.to_thread(channel.get_message, timeout=SECONDS)
    assert found["data"] == str(run.pk).encode()
    assert wire.client().exists(keys.stop(str(run.pk)))


async def test_a_teacher_may_watch_but_not_stop(cast: Cast, run: Run) -> None:
    async with watching(run.pk, cast.teacher) as socket:
        await socket.hear()
        await socket.say('{"type": "stop"}')
        assert await socket.hear() == {"type": "closed", "code": 4403}
