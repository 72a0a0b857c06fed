"""Tasks beyond those that can be shown: counted, but for the last ones and for those that do something telling.

A task is told from its birth to its end or not at all, so that each lane of a picture is whole. The first thousand that
live at once are told, then only as many as the budget allows. Of the others the row of the birth is kept while they
live, in case it is needed; of the `HELD` born last also their steps, which are told at the end of the process if they
still are the last. Between two flushes (50 ms) so many steps are held and no more: thousands of tasks that come and go
in that time would cost too much, and look all alike.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from sandbox.inside.tracer.record import (
    ENDED,
    STEPS,
    STEPS_NS,
    TASKS,
    Row,
    asleep,
    emit,
    held,
    many,
    tally,
    telling,
    wake_up,
)

LIVING: Final = 1_000
"""Tasks told that live at once."""
HELD: Final = 50
STEPS_HELD: Final = 40
"""Steps of each that are held ..."""
HELD_A_FLUSH: Final = 300
"""... and of all, between two flushes."""
LONG_NS: Final = 1_000_000
"""A step of this length or more is told although the budget is used up ..."""
LONG_STEPS: Final = 2_000
"""... this many times in a process."""


class Untold:
    """A task of the crowd: the row of its birth, and its steps so far as long as it is one of the last."""

    __slots__ = ("birth", "ended", "steps")

    def __init__(self, birth: Row) -> None:
        self.birth = birth
        self.steps: list[Row] | None = []
        self.ended = False


untold: Final[dict[int, Untold]] = {}
"""By number, until it is done or told after all."""
_last: Final[deque[Untold]] = deque()
_living: Final = [0]
_long: Final = [0]


def born(birth: Row, number: int) -> bool:
    """A task was made; `birth` is its row. Whether it is told."""
    if asleep[0]:
        wake_up()
    if _living[0] < LIVING and many.spend():
        _living[0] += 1
        emit(birth)
        return True
    one = untold[number] = Untold(birth)
    if held[0] >= HELD_A_FLUSH:
        _let_go(one)
        return False
    _last.append(one)
    if len(_last) > HELD:
        _let_go(_last.popleft())
    return False


def _let_go(one: Untold) -> None:
    """It is none of the last any more: what was held of it is only counted."""
    if one.steps is None:
        return
    tally[TASKS] += 1
    tally[ENDED] += one.ended
    for row in one.steps:
        count_step(row[2])
    one.steps = None


def count_step(dur: int) -> None:
    """A step that is not told."""
    tally[STEPS] += 1
    tally[STEPS_NS] += dur


def is_long(dur: int) -> bool:
    """Whether a step beyond the budget is told for its length."""
    if dur < LONG_NS or _long[0] >= LONG_STEPS:
        return False
    _long[0] += 1
    return True


def holds(one: Untold) -> bool:
    """Whether a step of that task is to be held. Where it is not, nothing of the task is any more."""
    if one.steps is None:
        return False
    if held[0] >= HELD_A_FLUSH or len(one.steps) >= STEPS_HELD:
        _let_go(one)
        return False
    held[0] += 1
    return True


def promote(number: int) -> None:
    """Tell of a task after all: it does something that is told."""
    one = untold.pop(number, None)
    if one is None:
        return
    if one.steps is None:
        tally[ENDED] += 1  # it was counted, and leaves the crowd
    telling.told += 1
    emit(one.birth)
    for row in one.steps or ():
        emit(row)
    one.steps = None
    _living[0] += 1


def rename(number: int, name: str) -> bool:
    """Keep the new name of an untold task. False where the task is no such."""
    one = untold.get(number)
    if one is None:
        return False
    one.birth = (*one.birth[:6], name, *one.birth[7:])
    return True


def ended(number: int) -> None:
    """The task is done."""
    one = untold.pop(number, None)
    if one is None:
        _living[0] -= 1
        return
    one.ended = True
    if one.steps is None:
        tally[ENDED] += 1


def tell_last() -> None:
    """At the end of the process: those born last, as far as they were held."""
    for one in _last:
        for row in (one.birth, *one.steps) if one.steps is not None else ():
            emit(row)
        one.steps = None
    _last.clear()


def forget() -> None:
    """In a forked child: none of the parent's."""
    untold.clear()
    _last.clear()
    _living[0] = _long[0] = 0
