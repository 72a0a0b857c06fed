"""The rows not yet written, and how many may be told in detail. Rows here are tuples `(type, t, ...)`, t on the raw
monotonic clock.

Two budgets share what a run may tell. `many` is for rows that can come by the ten thousand and say little each: steps,
tasks, sleeps, printed lines. `telling` is for those a lesson hangs on: exceptions, work of pools, threads, processes,
requests, coroutines never awaited. Blocks and sites need none, they are few by their nature. What finds no budget is
counted (`A` rows), and a flood of one kind takes nothing from the other.

Everything is a module-level name on purpose: the hooks run thousands of times a second, and a global costs less than
an attribute. `list.append` is atomic, so no lock is needed between the learner's threads and the sampler that takes
the rows away.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic_ns
from typing import Any, Final

now: Final = monotonic_ns

FAULTS_TOLD: Final = 5
NAME_CHARS: Final = 80
TEXT_CHARS: Final = 200

Row = tuple[Any, ...]

rows: Final[list[Row]] = []
emit: Final = rows.append
"""Add a row whatever the budget: for rows that are few by their nature."""


class Budget:
    """How many rows of a kind may be told in a process: `most`, of which a quarter of the rest between two flushes
    (50 ms), `burst` at most. Then a few a flush, so that the end of a long flood is told too, until these are `SPILL`.
    """

    TRICKLE: Final = 10
    SPILL: Final = 2_000
    __slots__ = ("allowed", "burst", "most", "told")

    def __init__(self, most: int, burst: int) -> None:
        self.most, self.burst = most, burst
        self.begin()

    def begin(self) -> None:
        """With nothing told yet."""
        self.told, self.allowed = 0, self.burst

    def refill(self) -> None:
        """What may be told until the next flush."""
        thinning = min(self.burst, (self.most - self.told) // 4)
        last = min(self.TRICKLE, self.most + self.SPILL - self.told)
        self.allowed = self.told + max(thinning, last, 0)

    def spend(self) -> bool:
        """Whether there is room for one more row; it is taken."""
        if self.told >= self.allowed:
            return False
        self.told += 1
        return True


many: Final = Budget(9_000, 3_000)
telling: Final = Budget(4_000, 1_000)

STEPS, STEPS_NS, TASKS, ENDED, OTHERS = range(5)
tally: Final = [0, 0, 0, 0, 0]
"""What was only counted since the last `A` row: steps and their time, tasks and how many of them ended, other rows."""
held: Final = [0]
"""Rows held back by crowd.py since the last flush."""
_counted_from: Final = [monotonic_ns()]

faults: Final = [0]
asleep: Final = [False]
"""The sampler was paused for a fork, and the next row wakes it. The fork's own hook in the parent must not: it runs
before Python looks for threads, to warn of forking beside them."""
wake: Final[list[Callable[[], None]]] = []
"""`sampler.start`."""
learners_frame: list[Callable[[Any], bool]] = [lambda _code: False]
"""`sites.is_learners`, put here by sites.py: importing it would be a cycle."""


def note(row: Row) -> None:
    """Add a row of those that can be many, else count it."""
    if asleep[0]:
        wake_up()
    if many.told >= many.allowed:
        tally[OTHERS] += 1
    else:
        many.told += 1
        emit(row)


def tell(row: Row) -> bool:
    """Add a telling row, else count it. Whether it was added: what belongs to it is then told as well."""
    if asleep[0]:
        wake_up()
    if telling.spend():
        emit(row)
        return True
    tally[OTHERS] += 1
    return False


def wake_up() -> None:
    """Go on after the pause for a fork."""
    asleep[0] = False
    wake[0]()


def take() -> list[Row]:
    """The rows so far, behind them the count of the untold; refills the budgets for the next 50 ms."""
    taken = rows[:]
    del rows[: len(taken)]
    many.refill()
    telling.refill()
    held[0] = 0
    since, _counted_from[0] = _counted_from[0], now()
    if any(tally):
        taken.append(("A", since, _counted_from[0] - since, *tally))
        tally[:] = [0] * len(tally)
    return taken


def forget() -> None:
    """Drop everything: after a fork the rows are the parent's to write."""
    del rows[:]
    many.begin()
    telling.begin()
    tally[:] = [0] * len(tally)
    _counted_from[0] = now()
    faults[0] = 0


def fault(error: BaseException) -> None:
    """A hook failed: say so in the trace and let the program go on.

    A learner's signal handler can raise while a hook happens to run; that exception is theirs and goes on to them.
    """
    entry = error.__traceback__
    where = ""
    while entry is not None:
        if learners_frame[0](entry.tb_frame.f_code):
            raise error
        where = f" ({entry.tb_frame.f_code.co_name}:{entry.tb_lineno})"
        entry = entry.tb_next
    faults[0] += 1
    if faults[0] <= FAULTS_TOLD:
        emit(("!", now(), clip(f"{type(error).__name__}: {error}"[:150] + where, TEXT_CHARS)))


def clip(value: object, limit: int = NAME_CHARS) -> str:
    """`value` as text the schema takes: cut, no NUL, no lone surrogate."""
    text = str(value)[:limit]
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return text.replace("\0", "?")
