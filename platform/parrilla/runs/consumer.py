"""The websocket of one run. It speaks first and mostly alone; the browser may say `stop` and nothing else."""

import asyncio
import json
import uuid
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils import translation
from django.utils.translation import gettext as _

from parrilla.accounts.guests import current_from_scope
from parrilla.accounts.language import of_scope
from parrilla.accounts.models import User
from parrilla.runs.access import may_watch, owns
from parrilla.runs.hub import Frame, Place, Recorded, hub
from parrilla.runs.models import Run
from parrilla.runs.request import Refused
from parrilla.runs.stop import stop
from parrilla.runs.transcript import write_frame
from parrilla.runs.verdict import verdict_message
from sandbox.events import FRAME_BYTES, Event

MALFORMED: Final = 4400
NOT_SIGNED_IN: Final = 4401
NOT_YOURS: Final = 4403
UNKNOWN: Final = 4404

REPLAY_BYTES: Final = FRAME_BYTES // 2
"""A recorded run goes out in pieces of this size, or of one event where that is larger."""


class RunConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """`/ws/run/<id>/?after=<last seq the browser has; -1 for all>`."""

    channel_layer_alias = None  # a run's events never travel on the channel layer: it drops silently

    run: Run
    user: User
    _serving: asyncio.Task[None] | None = None
    _stopping = False

    async def connect(self) -> None:
        await self.accept()  # a code can be given only on an open socket
        after = self._after()
        if after is None:
            await self.close(MALFORMED)
            return
        user = await current_from_scope(self.scope)
        if user is None:
            await self.close(NOT_SIGNED_IN)
            return
        run, allowed = await _find(self.scope["url_route"]["kwargs"]["run"], user)
        if run is None or not allowed:
            await self.close(UNKNOWN if run is None else NOT_YOURS)
            return
        self.run, self.user = run, user
        self._serving = asyncio.create_task(self._serve(after))

    async def disconnect(self, code: int) -> None:  # noqa: ARG002
        # Until it has ended: a cancellation that meets redis-py 8.1 while it connects is swallowed (172 of 400 tried).
        while self._serving is not None and not self._serving.done():
            self._serving.cancel()
            await asyncio.wait({self._serving}, timeout=0.1)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:  # noqa: ARG002
        try:
            message = json.loads(text_data) if text_data is not None and len(text_data) <= 1000 else None
        except (ValueError, RecursionError):
            message = None
        if message != {"type": "stop"} or self._serving is None:
            await self.close(MALFORMED)
        elif not self._stopping:
            self._stopping = True
            await self._stop()

    async def _stop(self) -> None:
        """The session may have ended since the socket was opened, so it is read again."""
        if not await _still(self.scope, self.user):
            await self.close(NOT_SIGNED_IN)
        elif not owns(self.user, self.run):
            await self.close(NOT_YOURS)
        else:
            try:
                await database_sync_to_async(stop)(self.run)
            except Refused as refused:
                self._stopping = False
                await self._say("notice", **refused.body)

    async def _serve(self, after: int) -> None:
        if self.run.state == Run.State.ENDED:
            await self._replay(after)
            return
        await self._say("state", state=self.run.state, run=self.run.as_json())
        async with hub().watch(str(self.run.pk), after) as watcher:
            if self.run.state == Run.State.QUEUED and (place := await hub().place(str(self.run.pk))):
                await self._say_place(place)
            async for message in watcher:
                if isinstance(message, Frame):
                    await self._say_frame(message)
                elif isinstance(message, Place):
                    await self._say_place(message)
                elif isinstance(message, Recorded):
                    run, _allowed = await _find(str(self.run.pk), self.user)
                    if run is None:
                        await self.close(UNKNOWN)
                        return
                    self.run = run
                    if run.state == Run.State.ENDED:
                        break
        await self._replay(watcher.last)

    async def _say_frame(self, frame: Frame) -> None:
        if self.run.state == Run.State.QUEUED:
            self.run.state = Run.State.RUNNING
            await self._say("state", state=self.run.state, run=self.run.as_json())
        # The text is JSON that was parsed and written again here, never what a worker sent.
        await self.send('{"type":"frame","events":' + frame.text + "}")
        await self._comment(frame.events)

    async def _say_place(self, place: Place) -> None:
        await self._say("queue", place=place.ahead, wait_s=place.wait_s)

    async def _replay(self, after: int) -> None:
        """What the browser has not had of a recorded run, then its end."""
        events = await database_sync_to_async(lambda: self.run.events)()
        missing = [event for event in events if event["seq"] > after]
        for part in _pieces(missing):
            await self.send('{"type":"frame","events":' + write_frame(part) + "}")
            await self._comment(part)
        if self.run.outcome == "lost":
            with translation.override(of_scope(self.scope)):
                text = _("This run got lost on our side. Your program is kept: send it again.")
            await self._say("lost", message=text)
        await self._say("state", state=self.run.state, run=self.run.as_json())
        await self.close()

    async def _comment(self, events: list[Event]) -> None:
        for event in events:
            if event["type"] == "verdict" and self.run.purpose == Run.Purpose.SUBMIT:
                data = event["data"]
                await self._say("verdict", **verdict_message(data, of_scope(self.scope)))

    async def _say(self, kind: str, **fields: Any) -> None:
        await self.send(json.dumps({"type": kind, **fields}, ensure_ascii=False))

    def _after(self) -> int | None:
        text = parse_qs(self.scope["query_string"].decode(errors="replace")).get("after", ["-1"])[0]
        if text == "-1":
            return -1
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


class NoSuchSocket(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Any other address: refused by name, where a router without it would log a fault of ours."""

    channel_layer_alias = None

    async def connect(self) -> None:
        await self.accept()
        await self.close(UNKNOWN)


def _pieces(events: list[Event]) -> Iterator[list[Event]]:
    piece: list[Event] = []
    size = 0
    for event in events:
        width = len(write_frame([event]).encode())
        if piece and size + width > REPLAY_BYTES:
            yield piece
            piece, size = [], 0
        piece.append(event)
        size += width
    if piece:
        yield piece


@database_sync_to_async  # type: ignore[untyped-decorator]
def _find(name: str, user: User) -> tuple[Run | None, bool]:
    try:
        run = Run.objects.select_related("owner").filter(pk=uuid.UUID(name)).first()
    except ValueError:
        return None, False
    return run, run is not None and may_watch(user, run)


async def _still(scope: Any, user: User) -> bool:
    """Whether the session of an open socket is still that of `user`."""
    same: bool = await database_sync_to_async(_session_of)(scope["session"].session_key, user)
    return same


def _session_of(session_key: str | None, user: User) -> bool:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import SESSION_KEY

    from parrilla.accounts import guests

    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return str(session.get(SESSION_KEY, session.get(guests.SESSION_KEY, ""))) == str(user.pk)
