"""The later rounds of a race: who runs again, how often, and when it is enough.

A single time says little on a shared machine. Entrants take turns, round after round, so that a slow minute of the
machine falls on all of them alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from sandbox.evidence import Exit

ROUNDS_S: Final = 90.0
"""A later round begins only if, were it as long as the longest before it, all later rounds would be over within this.

It bounds what one race takes from the others in line: the first round lasts at most entrants x `wall_s`, the later ones
this and, where the last of them is suddenly slower, one more such round."""


class Repeats:
    """Iterates over the numbers of the later rounds, 2 and up, for as long as there is time.

    `entrants` run again: those whose first turn came to its end with success. A time that was cut, or that of an error,
    is no time to compare.
    """

    def __init__(self, rounds: int, first: list[Exit], clock: Callable[[], float] = time.monotonic) -> None:
        self.entrants = [entrant for entrant, end in enumerate(first) if reached_its_end(end)]
        self.played = 1
        self.cut = False
        self._rounds = rounds
        self._clock = clock
        self._longest = sum(first[entrant].wall_s for entrant in self.entrants)

    def __iter__(self) -> Iterator[int]:
        begun = self._clock()
        while self.entrants and self.played < self._rounds:
            at = self._clock()
            if at + self._longest > begun + ROUNDS_S:
                self.cut = True
                return
            yield self.played + 1
            self.played += 1
            self._longest = max(self._longest, self._clock() - at)


def reached_its_end(end: Exit) -> bool:
    return end.outcome == "exited" and end.exit_code == 0


def round_ended(number: int, end: Exit) -> dict[str, Any]:
    """The data of a `round-ended` event."""
    return {
        "round": number,
        "wall_s": end.wall_s,
        "cpu_s": end.cpu_s,
        "outcome": end.outcome,
        "exit_code": end.exit_code,
    }
