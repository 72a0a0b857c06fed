"""PostgreSQL's protocol, as far as telling takes it: which query a connection is at, from when to when.

Every byte goes on as it came; what is kept of a message is its beginning. A query begins when it arrives, or when the
one before it on the same connection has ended: a server does one at a time, however many are sent ahead. (Of queries
sent ahead without a Sync between them it answers all at once: the first is then told to have taken the time of all.)
"""

from __future__ import annotations

import re
import struct
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

from sandbox.inside.services.log import DONE, REFUSED, Row

KEPT_BYTES: Final = 1_024
"""Of a message's body. A statement's name and 200 characters of its text fit."""
NAMES: Final = 256
"""Prepared statements and portals of one connection that are known by name; the text of further ones is not told."""
AHEAD: Final = 10_000
"""Queries that a client may have sent ahead of their answers."""

QUIET: Final = re.compile(
    r"\s*(?:begin|start|commit|end|rollback|abort|savepoint|release|set|reset|show|discard|deallocate|close|listen"
    r"|unlisten)\b|.*\bpg_(?:catalog|advisory_unlock_all|type|namespace|range)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What drivers and pools say among themselves: no work, and not in the log."""


class Broken(ValueError):
    """The client does not speak the protocol."""


class Keeper(Protocol):
    def arrive(self, connection: int, method: str, path: str) -> Row: ...
    def leave(self, row: Row, status: int | None = DONE, *, gone: bool = False) -> None: ...


class Messages:
    """Cuts a stream into messages: a letter, a length, a body. Tells of each once it is whole."""

    def __init__(self, hear: Callable[[bytes, bytes], None]) -> None:
        self.hear = hear
        self.head = bytearray()
        self.kept = bytearray()
        self.left = -1

    def feed(self, data: bytes) -> None:
        """Raises Broken."""
        place = 0
        while place < len(data):
            if self.left < 0:
                taken = data[place : place + 5 - len(self.head)]
                self.head += taken
                place += len(taken)
                if len(self.head) < 5:
                    return
                self.left = struct.unpack_from("!I", self.head, 1)[0] - 4
                if not 0 <= self.left < 1 << 30:
                    raise Broken("a message's length is no length")
            else:
                size = min(self.left, len(data) - place)
                room = KEPT_BYTES - len(self.kept)
                if room > 0:
                    self.kept += data[place : place + min(size, room)]
                place += size
                self.left -= size
            if self.left == 0:
                kind, body = bytes(self.head[:1]), bytes(self.kept)
                self.head.clear()
                self.kept.clear()
                self.left = -1
                self.hear(kind, body)


class Told:
    """One connection's queries. `ask` hears the client's messages, `answer` the server's."""

    def __init__(self, log: Keeper, connection: int) -> None:
        self.log = log
        self.connection = connection
        self.statements: dict[str, str] = {}
        self.portals: dict[str, str] = {}
        self.waiting: deque[tuple[str, bool]] = deque()
        """Text, and whether ReadyForQuery ends it. A Sync is an empty text of that sort."""
        self.row: Row | None = None
        self.failed = False

    def ask(self, kind: bytes, body: bytes) -> None:
        """Raises Broken."""
        match kind:
            case b"Q":
                self._add(_text(body, 0)[0], True)
            case b"P":
                name, end = _text(body, 0)
                self._name(self.statements, name, _text(body, end)[0])
            case b"B":
                portal, end = _text(body, 0)
                self._name(self.portals, portal, self.statements.get(_text(body, end)[0], ""))
            case b"E":
                self._add(self.portals.get(_text(body, 0)[0], "?") or "?", False)
            case b"F":
                self._add("?", True)
            case b"S":
                self._add("", True)

    def answer(self, kind: bytes, _body: bytes) -> None:
        if kind == b"E":
            self.failed = True
            self._end(REFUSED)
        elif kind in (b"C", b"I", b"s"):
            # One of several in a simple query, unless it ends an Execute.
            if self.waiting and not self.waiting[0][1]:
                self._done()
        elif kind == b"Z":
            while self.waiting and not self.waiting[0][1]:
                self._done()
            self.failed = False
            if self.waiting:
                self._done()

    def over(self) -> None:
        """The connection is gone."""
        self.waiting.clear()
        if self.row is not None:
            self.log.leave(self.row, None, gone=True)
            self.row = None

    def _name(self, names: dict[str, str], name: str, text: str) -> None:
        if name in names or len(names) < NAMES:
            names[name] = text

    def _add(self, text: str, last: bool) -> None:
        if len(self.waiting) >= AHEAD:
            raise Broken("too many queries sent ahead")
        self.waiting.append((" ".join(text.split()), last))
        if len(self.waiting) == 1:
            self._begin()

    def _begin(self) -> None:
        text = self.waiting[0][0]
        # After an error the server skips everything up to the next Sync.
        if text and not self.failed and not QUIET.match(text):
            self.row = self.log.arrive(self.connection, text.split(" ", 1)[0].upper(), text)

    def _end(self, status: int) -> None:
        if self.row is not None:
            self.log.leave(self.row, status)
            self.row = None

    def _done(self) -> None:
        self._end(DONE)
        self.waiting.popleft()
        if self.waiting:
            self._begin()


def _text(body: bytes, start: int) -> tuple[str, int]:
    """A zero-terminated string, or what was kept of it, and where the next one begins."""
    end = body.find(b"\0", start)
    end = len(body) if end < 0 else end
    return body[start:end].decode(errors="replace"), end + 1
