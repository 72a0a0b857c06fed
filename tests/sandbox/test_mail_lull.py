"""The mail desk's lull: letters that a slow program sends at once are at the desk at once."""

from __future__ import annotations

import asyncio
import math

import pytest

from sandbox.inside.services.mail import Mail
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


@pytest.mark.parametrize("lull", [-1, math.inf, math.nan])
def test_a_lull_that_is_no_time_is_our_mistake(lull: float) -> None:
    with pytest.raises(ValueError, match="is no wait"):
        Mail({"lull": lull})
