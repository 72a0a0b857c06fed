"""The live side of a class's board: everything on connect, then what differs, at most a few times a second."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.utils import translation

from parrilla.accounts import language
from parrilla.accounts.models import User
from parrilla.classroom.access import classes_of
from parrilla.classroom.board import Board, board, difference, whole
from parrilla.classroom.notices import group, version

log = logging.getLogger(__name__)

NOT_SIGNED_IN, UNKNOWN, MALFORMED, INTERNAL = 4401, 4404, 4400, 1011

GATHER_S = 0.1
"""A notice waits this long for others: a class pressing Run together costs one reading, not thirty."""

BEAT_S = 10.0
"""A word at least this often: silence tells the page of a dead line, the version of a notice that got lost."""


class BoardConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    """Sends `snapshot` and `delta` (see `board.whole`, `board.difference`) and `beat`, each with the class's `version`.

    Takes no message at all. Closes with 4401, 4404 (also for a class of another teacher's, or so by now) and 4400.
    """

    async def connect(self) -> None:
        await self.accept()  # a browser learns the code of a refusal only where the line was open
        self.class_id: UUID = self.scope["url_route"]["kwargs"]["class_id"]
        self.language = language.of_scope(self.scope)
        self.shown: Board | None = None
        self.version = 0
        self.changed = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []
        if not self.scope["user"].is_authenticated:
            await self.close(NOT_SIGNED_IN)
            return
        await self.channel_layer.group_add(group(self.class_id), self.channel_name)  # before it is read
        if await self.show():
            self.tasks = [asyncio.create_task(self.guarded(part)) for part in (self.follow, self.beat)]

    async def disconnect(self, _code: int) -> None:
        for task in self.tasks:
            task.cancel()
        await self.channel_layer.group_discard(group(self.class_id), self.channel_name)

    async def receive(self, **_: Any) -> None:
        await self.close(MALFORMED)

    async def board_changed(self, _notice: dict[str, Any]) -> None:
        self.changed.set()

    async def guarded(self, part: Callable[[], Awaitable[None]]) -> None:
        """A board that can follow no longer says so by closing: the page then comes back and starts from a snapshot."""
        try:
            await part()
        except Exception:
            log.exception("the board of class %s stopped following", self.class_id)
            await self.close(INTERNAL)

    async def follow(self) -> None:
        while await self.changed.wait():
            await asyncio.sleep(GATHER_S)
            self.changed.clear()
            if not await self.show():
                return

    async def beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            if await database_sync_to_async(version)(self.class_id) != self.version:
                self.changed.set()
            await self.send_json({"type": "beat", "version": self.version})

    async def show(self) -> bool:
        """Send what the page does not show yet; False where there is nothing to be seen any more."""
        now, new = await database_sync_to_async(self.read)()
        if new is None:
            await self.close(UNKNOWN)
            return False
        changes = difference(self.shown, new) if self.shown else None
        if changes is None:
            await self.send_json({"type": "snapshot", "version": now, **whole(new)})
        elif new != self.shown:
            await self.send_json({"type": "delta", "version": now, **changes})
        self.shown, self.version = new, now
        return True

    def read(self) -> tuple[int, Board | None]:
        """Version and board, in this order: what changes between the two is then shown again, not missed."""
        teacher = User.objects.filter(pk=self.scope["user"].pk).first()  # asked anew: rights may have gone since
        classroom = classes_of(teacher).filter(pk=self.class_id).first()
        if classroom is None:
            return 0, None
        now = version(self.class_id)
        with translation.override(self.language):
            return now, board(classroom)
