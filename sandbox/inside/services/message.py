"""The little HTTP/1.1 that the services speak, with a bound on everything a hostile peer may send."""

from __future__ import annotations

import asyncio
import urllib.parse
from dataclasses import dataclass
from typing import Final

HEAD_BYTES: Final = 16 * 1024
LINES: Final = 100
BODY_BYTES: Final = 64 * 1024
FIELDS: Final = 20


class BadMessage(ValueError):
    """The peer does not speak HTTP as these services do. `status` is what a server answers to it."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Head:
    first: tuple[str, str, str]
    headers: dict[str, str]

    @property
    def length(self) -> int:
        """Bytes of the body. Raises BadMessage for a length that is no number, too large, or chunked."""
        if "transfer-encoding" in self.headers:
            raise BadMessage(411, "a chunked body")
        raw = self.headers.get("content-length", "0")
        if not (raw.isascii() and raw.isdigit() and len(raw) < 12):
            raise BadMessage(400, "content-length is no number")
        if int(raw) > BODY_BYTES:
            raise BadMessage(413, "body too large")
        return int(raw)

    @property
    def last(self) -> bool:
        """The peer wants the connection closed after this message."""
        old = self.first[0] == "HTTP/1.0" or self.first[2] == "HTTP/1.0"
        return "close" in self.headers.get("connection", "keep-alive" if not old else "close").lower()


def head(raw: bytes) -> Head:
    """Parse a message's head, without its empty line. Raises BadMessage."""
    lines = raw.decode("latin-1").split("\r\n")
    if len(lines) > LINES:
        raise BadMessage(431, "too many headers")
    first = lines[0].split(" ", 2)
    if len(first) < 2:
        raise BadMessage(400, "no request line")
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise BadMessage(400, "a header without a name")
        headers[name.lower()] = value.strip()
    return Head((first[0], first[1], first[2] if len(first) > 2 else ""), headers)


def fields(query: str) -> dict[str, list[str]]:
    """What stands behind a path's question mark. Raises BadMessage where that is too much."""
    try:
        return urllib.parse.parse_qs(query, max_num_fields=FIELDS)
    except ValueError as error:
        raise BadMessage(400, "too many fields") from error


async def response(reader: asyncio.StreamReader, keep: int) -> tuple[int, bytes, bool]:
    """Read one response: its status, at most `keep` bytes of its body, and whether the connection can be used again.

    Raises BadMessage, or what the stream raises when the peer goes away.
    """
    try:
        top = head((await reader.readuntil(b"\r\n\r\n"))[:-4])
    except asyncio.LimitOverrunError as error:
        raise BadMessage(431, "head too large") from error
    code = top.first[1]
    if not top.first[0].startswith("HTTP/1.") or not (code.isascii() and code.isdigit() and len(code) == 3):
        raise BadMessage(400, "no status line")
    status = int(code)
    if status in (204, 304):
        return status, b"", not top.last
    if "chunked" in top.headers.get("transfer-encoding", "").lower():
        return status, await _chunks(reader, keep), not top.last
    if "content-length" not in top.headers:
        return status, await _until_end(reader, keep), False
    left = top.length
    body = await reader.readexactly(left)
    return status, body[:keep], not top.last


async def _chunks(reader: asyncio.StreamReader, keep: int) -> bytes:
    body, total = b"", 0
    while True:
        try:
            size = int((await reader.readuntil(b"\r\n"))[:-2].split(b";")[0], 16)
        except (ValueError, asyncio.LimitOverrunError) as error:
            raise BadMessage(400, "no chunk size") from error
        total += size
        if size < 0 or total > BODY_BYTES:
            raise BadMessage(413, "body too large")
        chunk = (await reader.readexactly(size + 2))[:-2]
        body += chunk[: keep - len(body)]
        if not size:
            return body


async def _until_end(reader: asyncio.StreamReader, keep: int) -> bytes:
    body, total = b"", 0
    while chunk := await reader.read(HEAD_BYTES):
        total += len(chunk)
        if total > BODY_BYTES:
            raise BadMessage(413, "body too large")
        body += chunk[: max(0, keep - len(body))]
    return body
