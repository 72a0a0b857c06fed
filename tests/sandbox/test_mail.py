"""The mail desk: letters that a slow program sends at once are at the desk at once, and no subject stops it."""

from __future__ import annotations

import asyncio
import math

import pytest

from sandbox.inside.services.mail import Mail, subject
from sandbox.inside.services.pace import Pace

LETTER = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: Pedido {n}\r\n\r\n.\r\n"


class Busy(Pace):
    """A program that is never idle until it is told that it is."""

    def __init__(self) -> None:
        super().__init__()
        self.at_rest = False

    def look(self) -> None:
        self.idle += 0.02 * self.at_rest


async def send(port: int, number: int) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(LETTER.format(n=number).encode())
    answers = [(await reader.readline()).decode() for _ in range(5)]
    writer.close()
    return answers[-1]


def test_a_letter_stays_at_the_desk_until_its_sender_has_nothing_left_to_say() -> None:
    async def sent() -> list[str]:
        pace = Busy()
        arrived = [asyncio.Event(), asyncio.Event()]
        desk = Mail({"ms": 0, "lull": 60}, lambda row: arrived[row[0] - 1].set(), pace)
        server = await desk.listen(0)
        port = server.sockets[0].getsockname()[1]
        first = asyncio.create_task(send(port, 1))
        await arrived[0].wait()
        second = asyncio.create_task(send(port, 2))
        await arrived[1].wait()
        pace.at_rest = True
        answers = [await first, await second]
        server.close()
        assert desk.log.peak == 2
        return answers

    async def in_time() -> list[str]:
        async with asyncio.timeout(20):
            return await sent()

    assert asyncio.run(in_time()) == ["250 accepted\r\n"] * 2


SUBJECTS = {
    "=?utf-8?b?a?=": "=?utf-8?b?a?=",
    "=?utf-8?q?caf=C3=A9?=": "café",
    "=?nobody-knows?q?x?=": "=?nobody-knows?q?x?=",
    "=?unicode_escape?q?a=5Cud800?=": "a\ufffd",
    "=?utf-7?q?+2AA-?=": "\ufffd",
    "a\0b\x1b[31m": "a\ufffdb\ufffd[31m",
    "\u202etxt.exe": "\ufffdtxt.exe",
    "\U0001f354" * 300: "\U0001f354" * 100,
}


@pytest.mark.parametrize(("sent", "logged"), SUBJECTS.items(), ids=range(len(SUBJECTS)))
def test_whatever_the_subject_the_letter_is_taken_and_what_is_logged_is_plain(sent: str, logged: str) -> None:
    async def taken() -> tuple[str, str]:
        desk = Mail({"ms": 0})
        server = await desk.listen(0)
        reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
        words = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: " + sent + "\r\n\r\n.\r\n"
        writer.write(words.encode())
        async with asyncio.timeout(20):
            answers = [(await reader.readline()).decode() for _ in range(5)]
        writer.close()
        server.close()
        return answers[-1], desk.log.rows[0][3]

    assert asyncio.run(taken()) == ("250 accepted\r\n", logged)


def test_a_subject_is_read_over_its_lines_and_nowhere_else() -> None:
    assert subject(b"From: a\r\nSUBJECT: one\r\n two\r\n\r\nSubject: three") == "one two"
    assert subject(b"From: a\r\n\r\nSubject: three") == ""


@pytest.mark.parametrize("lull", [-1, math.inf, math.nan])
def test_a_lull_that_is_no_time_is_our_mistake(lull: float) -> None:
    with pytest.raises(ValueError, match="is no wait"):
        Mail({"lull": lull})
