"""Who may open the websocket of a page, and what closes it."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from parrilla.asgi import application
from parrilla.runs import wire
from parrilla.runs.models import Run
from sandbox import keys
from tests.parrilla.conftest import Cast
from tests.parrilla.sockets import SECONDS, an_order, new_key, page_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages", "closed_hub")]


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
