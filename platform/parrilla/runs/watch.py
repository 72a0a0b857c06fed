"""One run as one browser follows it: its state, its place in the line, its frames, its verdict, its end."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final

from channels.db import database_sync_to_async
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from parrilla.accounts.models import User
from parrilla.runs.access import find
from parrilla.runs.hub import Frame, Place, Recorded, Watcher, hub
from parrilla.runs.models import Run
from parrilla.runs.record import record_beginning
from parrilla.runs.transcript import write_frame
from parrilla.runs.verdict import verdict_message
from sandbox.events import FRAME_BYTES, Event

log = logging.getLogger(__name__)

REPLAY_BYTES: Final = FRAME_BYTES // 2
"""A recorded run goes out in pieces of this size, or of one event where that is larger."""


class Gone(Exception):
    """The run is no longer kept."""


class Watch:
    """`user` may see the run. Each message carries the run's `id`; the last one is its state `ended`."""

    def __init__(self, run: Run, user: User, language: str, send: Callable[[str], Awaitable[None]]) -> None:
        self._run = run
        self._name = str(run.pk)
        self._user = user
        self._language = language
        self._send = send
        self._beginning: asyncio.Task[None] | None = None
        self._programs = False
        """Whether the programs' text is still to be told: a page that comes back has them no more."""

    async def catch_up(self, after: int) -> None:
        """From the event behind `after` on (-1: from the first) to the end. Raises Gone."""
        self._programs = after < 0
        if self._run.state == Run.State.ENDED:
            await self._replay(after)
            return
        async with hub().watch(self._name, after) as watcher:
            await self.follow(watcher)

    async def follow(self, watcher: Watcher) -> None:
        """What a watcher of this run brings, to the end. Raises Gone."""
        try:
            await self._say_state()
            if self._run.state == Run.State.QUEUED and (place := await hub().place(self._name)):
                await self._say_place(place)
            async for message in watcher:
                if isinstance(message, Frame):
                    await self._say_frame(message)
                elif isinstance(message, Place):
                    await self._say_place(message)
                elif isinstance(message, Recorded) and await self._ended():
                    break
        finally:
            if self._beginning is not None:
                await asyncio.wait({self._beginning})
        await self._replay(watcher.last)

    async def _ended(self) -> bool:
        """Whether the database has the whole run."""
        run, _allowed = await database_sync_to_async(find)(self._name, self._user)
        if run is None:
            raise Gone
        if run.state != Run.State.ENDED:
            return False  # a record may lag behind what has been told already, so none but the last is taken over
        self._run = run
        return True

    async def _say_frame(self, frame: Frame) -> None:
        if self._run.state == Run.State.QUEUED:
            self._run.state = Run.State.RUNNING
            await self._say_state()
            # Beside the telling, which it must not delay: a run that somebody has seen begin must not begin anew.
            self._beginning = asyncio.create_task(self._record_beginning())
        await self._say_events(frame.text, frame.events)

    async def _record_beginning(self) -> None:
        try:
            await database_sync_to_async(record_beginning)(self._run)
        except DatabaseError as error:
            log.warning("run %s: its beginning is not recorded yet: %s", self._name, error)

    async def _replay(self, after: int) -> None:
        """What the browser has not had of a recorded run, then its end."""
        events = await database_sync_to_async(lambda: self._run.events)()
        for part in _pieces([event for event in events if event["seq"] > after]):
            await self._say_events(write_frame(part), part)
        if self._run.outcome == "lost":
            with translation.override(self._language):
                text = _("This run got lost on our side. Your program is kept: send it again.")
            await self._say("lost", message=text)
        await self._say_state()

    async def _say_events(self, text: str, events: list[Event]) -> None:
        # The text is JSON that was parsed and written again here, never what a worker sent.
        await self._send(f'{{"type":"frame","id":"{self._name}","events":{text}}}')
        for event in events:
            if event["type"] == "verdict" and self._run.purpose == Run.Purpose.SUBMIT:
                await self._say("verdict", **verdict_message(event["data"], self._language))

    async def _say_state(self) -> None:
        programs, self._programs = self._programs, False
        await self._say("state", state=self._run.state, run=self._run.as_json(programs=programs))

    async def _say_place(self, place: Place) -> None:
        await self._say("queue", place=place.ahead, wait_s=place.wait_s)

    async def _say(self, kind: str, **fields: Any) -> None:
        await self._send(json.dumps({"type": kind, "id": self._name, **fields}, ensure_ascii=False))


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
