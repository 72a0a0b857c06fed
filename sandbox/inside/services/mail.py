"""The mail desk: takes a letter by SMTP, thinks about it for a while, accepts it, and keeps a log. It sends nothing on.

Its configuration, the `mail` of an exercise's `services`:

`ms`     how long it thinks after a letter's last line; 300 unless told
`lull`   ms; an acceptance that is due waits on until the program has been idle for this long since it last said
         something, as in the kitchen: on a busy machine ten letters sent at once would seem to come one by one
`refuse` the beginning of an address; letters to such a one are refused at once, with 550
"""

from __future__ import annotations

import asyncio
import contextlib
import email.errors
import email.header
import math
import re
from collections.abc import Callable
from typing import Any, Final

from sandbox.inside.services.guest import Guest
from sandbox.inside.services.log import Log, Row
from sandbox.inside.services.lull import Lull
from sandbox.inside.services.pace import LOOK_SECONDS, Pace

MS: Final = 300.0
LONGEST_MS: Final = 60_000.0
LONGEST_HOLD: Final = 4.0
"""Seconds that an acceptance is held for the lull at most."""
CONNECTIONS: Final = 256
LINE_BYTES: Final = 2_000
LETTER_BYTES: Final = 256 * 1024
RECIPIENTS: Final = 100
SILENCE_SECONDS: Final = 60.0
"""A client that says nothing for so long is cut."""
END: Final = b"\r\n.\r\n"
SUBJECT: Final = re.compile(rb"^subject:[ \t]*((?:[^\r\n]|\r\n[ \t])*)", re.IGNORECASE | re.MULTILINE)


class Mail:
    """One run's mail desk; a row of its log is a letter, from its last line to its acceptance, its path the subject."""

    def __init__(self, config: dict[str, Any], on_row: Callable[[Row], object] = id, pace: Pace | None = None) -> None:
        if unknown := config.keys() - {"ms", "lull", "refuse"}:
            raise ValueError(f"the mail desk knows no {sorted(unknown)}")
        self.seconds = _seconds(config.get("ms", MS))
        self.lull = Lull(pace or Pace(), _seconds(config.get("lull", 0)), self.seconds + LONGEST_HOLD)
        self.refuse = str(config.get("refuse", ""))
        self.log = Log(on_row)
        self.clients: set[Client] = set()

    async def listen(self, port: int) -> asyncio.Server:
        """Serve on the loopback. Raises OSError where the port is taken."""
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: Client(self), "127.0.0.1", port, backlog=CONNECTIONS)


class Client(Guest):
    """One client. Answers its commands in order, one after another."""

    def __init__(self, mail: Mail) -> None:
        super().__init__(mail.log, mail.clients, CONNECTIONS)
        self.mail = mail
        self.writing = self.sender = False
        self.recipients = 0

    def welcome(self) -> None:
        self.mail.lull.heard()
        self._listen_on()
        self._say("220 cocina ESMTP")

    def data_received(self, data: bytes) -> None:
        self.mail.lull.heard()
        self.buffer += data
        if len(self.buffer) > LETTER_BYTES + LINE_BYTES:
            if self.row is None:
                self._say("552 too long")
                self.transport.close()
                return
            self.transport.pause_reading()
        self._listen_on()
        self.next()

    def next(self) -> None:
        while self.row is None and not self.clogged and not self.transport.is_closing():
            if not (self._letter() if self.writing else self._command()):
                return

    def _command(self) -> bool:
        """Obey one line. False where none has arrived whole."""
        end = self.buffer.find(b"\n", 0, LINE_BYTES)
        if end < 0:
            if len(self.buffer) >= LINE_BYTES:
                self._say("500 a line is too long")
                self.transport.close()
            return False
        line = bytes(self.buffer[:end]).decode(errors="replace").strip()
        del self.buffer[: end + 1]
        word, _, rest = line.partition(" ")
        match word.upper():
            case "EHLO":
                self._say(f"250-cocina\r\n250-SIZE {LETTER_BYTES}\r\n250 8BITMIME")
            case "HELO":
                self._say("250 cocina")
            case "MAIL":
                self.sender, self.recipients = True, 0
                self._say("250 ok")
            case "RCPT":
                self._recipient(rest)
            case "DATA" if self.recipients:
                self.writing = True
                self._say("354 go on, and end with a dot")
            case "DATA":
                self._say("503 to whom?")
            case "RSET":
                self._forget()
                self._say("250 ok")
            case "NOOP":
                self._say("250 ok")
            case "QUIT":
                self._say("221 bye")
                self.transport.close()
            case _:
                self._say("502 that is not spoken here")
        return True

    def _recipient(self, words: str) -> None:
        address = words.partition("<")[2].partition(">")[0]
        if not self.sender:
            self._say("503 from whom?")
        elif self.recipients >= RECIPIENTS:
            self._say("452 too many recipients")
        elif self.mail.refuse and address.startswith(self.mail.refuse):
            self._say("550 nobody of that name")
        else:
            self.recipients += 1
            self._say("250 ok")

    def _letter(self) -> bool:
        """Take a letter and start its wait. False where it has not arrived whole."""
        if self.buffer.startswith(END[2:]):
            letter, size = b"", 3
        else:
            end = self.buffer.find(END)
            if end < 0:
                return False
            letter, size = bytes(self.buffer[:end]), end + len(END)
        del self.buffer[:size]
        self._forget()
        self.row = self.log.arrive(self.id, "MAIL", subject(letter))
        self.timer = self.loop.call_later(self.mail.seconds, self._accept)
        return True

    def _accept(self) -> None:
        assert self.row is not None
        if not self.mail.lull.over(self.row, self.log.count):
            self.timer = self.loop.call_later(LOOK_SECONDS, self._accept)
            return
        row, self.row, self.timer = self.row, None, None
        self.log.leave(row)
        self._say("250 accepted")
        self.transport.resume_reading()
        self.next()

    def _forget(self) -> None:
        self.sender, self.recipients, self.writing = False, 0, False

    def _say(self, line: str) -> None:
        self.transport.write(line.encode() + b"\r\n")

    def _listen_on(self) -> None:
        if self.deadline:
            self.deadline.cancel()
        self.deadline = self.loop.call_later(SILENCE_SECONDS, self.transport.abort)


def _seconds(value: Any) -> float:
    ms = float(value)
    if not math.isfinite(ms) or not 0 <= ms <= LONGEST_MS:
        raise ValueError(f"{value!r} is no wait")
    return ms / 1000


def subject(letter: bytes) -> str:
    """As it would be read, in one line; empty where there is none."""
    found = SUBJECT.search(letter.partition(b"\r\n\r\n")[0])
    if not found:
        return ""
    raw = found[1][:LINE_BYTES].decode(errors="replace")
    with contextlib.suppress(ValueError, LookupError, email.errors.HeaderParseError):
        raw = str(email.header.make_header(email.header.decode_header(raw)))
    return " ".join(raw.split())
