"""What a program does after its answers, in background tasks and threads, and the wait for it to reach the kitchen."""

from __future__ import annotations

import asyncio
import time
from typing import Final

from sandbox.inside.services.kitchen import Kitchen
from sandbox.inside.services.pace import LOOK_SECONDS, Pace

IDLE_SECONDS: Final = 0.6
"""A program that does nothing for so long, with nothing open at the kitchen, is not going to do more."""
LONGEST_SECONDS: Final = 8.0
OK: Final = 200


async def landing(kitchen: Kitchen, pace: Pace, wanted: set[str]) -> None:
    """Wait until the kitchen has answered all these paths, or no more can come: by the program's own idleness, which
    a busy machine does not shorten, and LONGEST_SECONDS at most."""
    until = time.monotonic() + LONGEST_SECONDS
    pace.look()
    idle = pace.idle
    while time.monotonic() < until and pace.idle - idle < IDLE_SECONDS:
        if wanted <= {row[3] for row in kitchen.log.rows if row[6] == OK}:
            return
        await asyncio.sleep(LOOK_SECONDS)
        pace.look()
        if kitchen.log.in_flight:
            idle = pace.idle
