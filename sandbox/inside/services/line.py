"""A simulated user's connection to the program's web app. What the app answers is hostile: all of it is bounded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Final

from sandbox.inside.services import message
from sandbox.inside.services.upload import Upload

CONNECT_SECONDS: Final = 5.0
KEPT_BYTES: Final = 2 * 1024
"""Of each body."""
BROKEN: Final = 0
"""Status of a request whose connection broke or whose answer was no HTTP."""


class Line:
    """One keep-alive connection to the app, opened again after it broke."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def open(self) -> bool:
        """False where nobody answers."""
        self.close()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                self.reader, self.writer = await asyncio.open_connection(
                    "127.0.0.1", self.port, limit=message.HEAD_BYTES
                )
        except OSError:
            return False
        return True

    async def ask(self, path: str) -> tuple[int, bytes]:
        """GET it. Returns status and body; a connection that breaks or talks no HTTP is status 0."""
        return await self._exchange(
            [f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{self.port}\r\naccept: */*\r\n\r\n".encode()]
        )

    async def send(self, path: str, token: str, upload: Upload) -> tuple[int, bytes]:
        """POST the image of this token. Returns what `ask` does."""
        return await self._exchange(upload.message(path, f"127.0.0.1:{self.port}", token), upload.pause_ms / 1000)

    async def _exchange(self, pieces: Iterable[bytes], pause: float = 0.0) -> tuple[int, bytes]:
        if self.writer is None and not await self.open():
            return BROKEN, b""
        assert self.reader
        assert self.writer
        try:
            for number, piece in enumerate(pieces):
                if number:
                    await asyncio.sleep(pause)
                self.writer.write(piece)
                await self.writer.drain()
            status, body, reusable = await message.response(self.reader, KEPT_BYTES)
        except (OSError, asyncio.IncompleteReadError, message.BadMessage):
            self.close()
            return BROKEN, b""
        if not reusable:
            self.close()
        return status, body

    def close(self) -> None:
        if self.writer:
            self.writer.transport.abort()
        self.reader = self.writer = None


async def listening(port: int, deadline_s: float) -> bool:
    """Wait until somebody listens on the port; False where nobody does in time."""
    until = time.monotonic() + deadline_s
    while time.monotonic() < until:
        line = Line(port)
        if await line.open():
            line.close()
            return True
        await asyncio.sleep(0.02)
    return False
