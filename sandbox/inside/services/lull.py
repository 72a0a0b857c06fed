"""The lull: an answer that is due waits until the program has nothing left to say.

On a busy machine a program may need seconds to send what it wants to send at once, and would seem to do it bit by bit.
So answers go out once it has been idle for a while since it last said something: it waits for them, and sends no more
without. No answer is held for ever: clients give up.
"""

from __future__ import annotations

import time

from sandbox.inside.services.log import Row
from sandbox.inside.services.pace import Pace


class Lull:
    """Of one service. `seconds` of idleness end it, 0: there is none; nothing is held longer than `hold` seconds from
    its arrival."""

    def __init__(self, pace: Pace, seconds: float, hold: float) -> None:
        self.pace, self.seconds, self.hold = pace, seconds, hold
        self.idle = 0.0
        """The program's idle seconds when it last said something."""
        self.released = self.hurried = 0
        """The last request of those that are held back no more; how many went out because nobody waits for ever."""

    def heard(self) -> None:
        """The program said something."""
        self.idle = self.pace.idle

    def over(self, row: Row, count: int) -> bool:
        """Whether the answer to this request may go out; `count`: how many have arrived by now."""
        if not self.seconds or row[0] <= self.released:
            return True
        self.pace.look()
        if self.pace.idle - self.idle >= self.seconds:
            self.released = count
            return True
        hurry = time.monotonic() > float(row[4]) + self.hold
        self.hurried += hurry
        return hurry
