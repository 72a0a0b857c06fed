"""A page's websocket, spoken through the whole application as a browser would."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from parrilla.asgi import application
from parrilla.runs import wire
from parrilla.runs.models import Run
from parrilla.runs.record import record
from sandbox.outlet import Outlet
from tests.parrilla.conftest import Person
from tests.parrilla.programs import wish

SECONDS = 20


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


def new_key() -> str:
    return str(uuid.uuid4())


def an_order(key: str, **changes: Any) -> dict[str, Any]:
    return {**wish(), "key": key, **changes}
