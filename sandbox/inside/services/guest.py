"""A client that is served one request after another: what holds for each of them, whatever it speaks."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from sandbox.inside.services.log import Log, Row

UNREAD_BYTES: Final = 8 * 1024
"""A client that leaves this much of its answers unread gets no further ones."""


class Guest(asyncio.Protocol):
    """`guests`: all whom the service serves now; one more than `room` is turned away."""

    def __init__(self, log: Log, guests: set[Any], room: int) -> None:
        self.log, self.guests, self.room = log, guests, room
        self.buffer = bytearray()
        self.row: Row | None = None
        """The request that is being served."""
        self.timer: asyncio.TimerHandle | None = None
        """Its answer."""
        self.deadline: asyncio.TimerHandle | None = None
        """When the client is cut."""
        self.clogged = False
        self.id = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.loop = asyncio.get_running_loop()
        if len(self.guests) >= self.room:
            transport.abort()
            return
        self.guests.add(self)
        self.id = self.log.connect()
        transport.set_write_buffer_limits(high=UNREAD_BYTES)
        self.welcome()

    def welcome(self) -> None:
        """There was room."""
        raise NotImplementedError

    def next(self) -> None:
        """Begin the next request, if it has arrived whole."""
        raise NotImplementedError

    def pause_writing(self) -> None:
        self.clogged = True

    def resume_writing(self) -> None:
        self.clogged = False
        if self.row is None:
            self.next()

    def eof_received(self) -> bool:
        """A half-closed connection cannot be told from a client that hung up: its request is cancelled."""
        return False

    def connection_lost(self, _error: Exception | None) -> None:
        self.guests.discard(self)
        for handle in (self.timer, self.deadline):
            if handle:
                handle.cancel()
        if self.row is not None:
            self.log.leave(self.row, None, gone=True)
            self.row = None
        self.buffer.clear()
