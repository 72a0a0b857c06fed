"""The choices of one run: those that were asked for, and those that were made."""

from __future__ import annotations

CHOICES = 500
"""So many are counted; past them the first in line goes, as in asyncio itself."""


class Asked(BaseException):
    """The schedule says nothing more: here the next choice is the learner's."""


class Astray(BaseException):
    """The schedule asks for a task that is not there: it was made for another program."""


class Plan:
    def __init__(self, schedule: list[int], *, asks: bool) -> None:
        """`asks`: end where the schedule ends; else the first in line goes from there on."""
        self._schedule = schedule
        self._asks = asks
        self.made: list[list[int]] = []
        """[chosen, of how many, the number of the chosen task]."""

    def choose(self, tasks: list[int]) -> int:
        """Which of these, the ready tasks in line. Raises Asked, Astray."""
        place = len(self.made)
        if place < len(self._schedule):
            choice = self._schedule[place]
            if choice >= len(tasks):
                raise Astray
        elif place >= CHOICES:
            return 0
        elif self._asks:
            raise Asked
        else:
            choice = 0
        self.made.append([choice, len(tasks), tasks[choice]])
        return choice
