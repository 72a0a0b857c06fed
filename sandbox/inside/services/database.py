"""The database's door: learners' programs connect here, and what they ask goes on to the run's own PostgreSQL.

The server itself listens where only this process can reach it. Between the two stand a log of who asked what, from when
to when, and a bound on everything: connections, what waits to be read, memory, disk and CPU of the server. What it
spends is the program's to spend, but not without end.

Its configuration, the `database` of an exercise's `services`:

`connections`  how many at once; further ones are refused in PostgreSQL's own words. 60 unless told
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from typing import Any, Final

from sandbox.inside.services.log import Log, Row
from sandbox.inside.services.pgwire import Broken, Messages, Told
from sandbox.inside.services.server import Server

WATCH_SECONDS: Final = 0.1
CLIENTS: Final = 256
"""At once, those that are being refused included."""
CONNECTIONS: Final = 60
MOST: Final = 100
"""What an exercise may ask for: what the server itself is made for."""
FIRST_BYTES: Final = 10_000
"""A start-up message is not longer."""
FIRST_SECONDS: Final = 10.0
UNREAD_BYTES: Final = 64 * 1024
ENCRYPTIONS: Final = (80877103, 80877104)
"""The codes of SSLRequest and GSSENCRequest: to both the answer is no."""
CANCEL: Final = 80877102
"""That of CancelRequest, which is all that is ever said on its connection."""
TOO_MANY: Final = b"SFATAL\0VFATAL\0C53300\0Msorry, too many clients already\0\0"
FULL: Final = b"E" + struct.pack("!I", len(TOO_MANY) + 4) + TOO_MANY


class Database:
    """One run's. `on_end` is called with "memory", "cpu" or "died" where the server ends before the run does."""

    def __init__(
        self,
        config: dict[str, Any],
        server: Server,
        on_row: Callable[[Row], object] = id,
        on_end: Callable[[str], object] = id,
    ) -> None:
        if unknown := config.keys() - {"connections"}:
            raise ValueError(f"the database knows no {sorted(unknown)}")
        if not 1 <= int(config.get("connections", 1)) <= MOST:
            raise ValueError(f"{config['connections']} connections")
        self.connections = int(config.get("connections", CONNECTIONS))
        self.log = Log(on_row)
        self.server = server
        self.on_end = on_end
        self.clients: set[Client] = set()

    async def listen(self, port: int) -> asyncio.Server:
        """Serve on the loopback. Raises OSError where the port is taken."""
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: Client(self), "127.0.0.1", port, backlog=CLIENTS)

    async def watch(self) -> None:
        """Look what it uses, and end it where that is too much."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if why := "died" if self.server.gone() else self.server.over():
                self.end()
                self.on_end(why)
                return

    def end(self) -> None:
        """Of the server nothing is left."""
        self.server.end()
        for client in list(self.clients):
            client.hang_up()


class Client(asyncio.Protocol):
    """A program's connection: start-up, then messages, each way as it comes."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.transport: asyncio.Transport | None = None
        self.upstream: asyncio.Transport | None = None
        self.opening: asyncio.Task[None] | None = None
        self.first = bytearray()
        self.deadline: asyncio.TimerHandle | None = None
        self.messages: Messages | None = None
        self.told: Told | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=UNREAD_BYTES)
        if len(self.database.clients) >= CLIENTS or not self.database.server.alive:
            transport.abort()
            return
        self.database.clients.add(self)
        self.deadline = asyncio.get_running_loop().call_later(FIRST_SECONDS, transport.abort)

    def data_received(self, data: bytes) -> None:
        assert self.transport is not None
        try:
            if self.upstream is not None and self.messages is not None:
                self.messages.feed(data)
                self.upstream.write(data)
                return
            self.first += data
            if self.opening is None:
                self._start_up()
        except Broken:
            self.hang_up()

    def _start_up(self) -> None:
        """Refuse encryption, wait for the whole first message, then open the way to the server. Raises Broken."""
        assert self.transport is not None
        while len(self.first) >= 8:
            length, code = struct.unpack_from("!II", self.first)
            if not 8 <= length <= FIRST_BYTES:
                raise Broken("no start-up message")
            if len(self.first) < length:
                return
            if code not in ENCRYPTIONS:
                self.transport.pause_reading()
                self.opening = asyncio.get_running_loop().create_task(self._open(length, code))
                return
            del self.first[:length]
            self.transport.write(b"N")

    async def _open(self, length: int, code: int) -> None:
        assert self.transport is not None
        loop = asyncio.get_running_loop()
        if sum(client.opening is not None for client in self.database.clients) > self.database.connections:
            self.transport.write(FULL)
            self.transport.close()
            return
        try:
            upstream, _ = await loop.create_unix_connection(lambda: Upstream(self), self.database.server.socket)
        except OSError:
            self.hang_up()
            return
        self.upstream = upstream
        upstream.set_write_buffer_limits(high=UNREAD_BYTES)
        if self.deadline:
            self.deadline.cancel()
        self.told = Told(self.database.log, 0 if code == CANCEL else self.database.log.connect())
        self.messages = Messages(self.told.ask)
        first, self.first = bytes(self.first), bytearray()
        try:
            self.messages.feed(first[length:])
        except Broken:
            self.hang_up()
            return
        upstream.write(first)
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def hang_up(self) -> None:
        for transport in (self.transport, self.upstream):
            if transport is not None:
                transport.abort()

    def pause_writing(self) -> None:
        if self.upstream is not None:
            self.upstream.pause_reading()

    def resume_writing(self) -> None:
        if self.upstream is not None and not self.upstream.is_closing():
            self.upstream.resume_reading()

    def eof_received(self) -> bool:
        return False

    def connection_lost(self, _error: Exception | None) -> None:
        self.database.clients.discard(self)
        if self.deadline:
            self.deadline.cancel()
        if self.opening:
            self.opening.cancel()
        if self.upstream is not None:
            self.upstream.close()
        if self.told is not None:
            self.told.over()


class Upstream(asyncio.Protocol):
    """The same connection on the server's side."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.messages: Messages | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if self.client.transport is None or self.client.transport.is_closing():
            transport.abort()

    def data_received(self, data: bytes) -> None:
        client = self.client
        if client.told is None or client.transport is None:
            return
        if self.messages is None:
            self.messages = Messages(client.told.answer)
        try:
            self.messages.feed(data)
        except Broken:
            client.hang_up()
            return
        client.transport.write(data)

    def pause_writing(self) -> None:
        if self.client.transport is not None:
            self.client.transport.pause_reading()

    def resume_writing(self) -> None:
        if self.client.transport is not None and not self.client.transport.is_closing():
            self.client.transport.resume_reading()

    def eof_received(self) -> bool:
        return False

    def connection_lost(self, _error: Exception | None) -> None:
        if self.client.transport is not None:
            self.client.transport.close()
