"""The rows not yet written, and how many may be told in detail. Rows here are tuples `(type, t, ...)`, t on the raw
monotonic clock.

Everything is a module-level name on purpose: the hooks run thousands of times a second, and a global costs less than
an attribute. `list.append` is atomic, so no lock is needed between the learner's threads and the sampler that takes
the rows away.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic_ns
from typing import Any, Final

now: Final = monotonic_ns

DETAILED: Final = 20_000
"""Rows told in detail in one process; what comes after is counted (`A` rows)."""
DETAILED_A_FLUSH: Final = 3_000
"""The same, between two flushes (50 ms)."""
SHORT_NS: Final = 1_000_000
"""A step of this length or more is told even when the budget is used up ..."""
LONG_STEPS: Final = 5_000
"""... this many times in a process."""
NAME_CHARS: Final = 80
TEXT_CHARS: Final = 200
FAULTS_TOLD: Final = 5

Row = tuple[Any, ...]

rows: Final[list[Row]] = []
emit: Final = rows.append
"""Add a row whatever the budget: for rows that are few by their nature."""

TOLD, ALLOWED, STEPS, STEPS_NS, TASKS, OTHERS, LONG = range(7)
tally: Final = [0, DETAILED_A_FLUSH, 0, 0, 0, 0, 0]
"""Told in detail so far, how many may be until the next flush, then what was only counted; last, long steps told
beyond the budget."""

faults: Final = [0]
asleep: Final = [False]
"""The sampler was paused for a fork, and the next row wakes it. The fork's own hook in the parent must not: it runs
before Python looks for threads, to warn of forking beside them."""
wake: Final[list[Callable[[], None]]] = []
"""`sampler.start`."""
learners_frame: list[Callable[[Any], bool]] = [lambda _code: False]
"""`sites.is_learners`, put here by sites.py: importing it would be a cycle."""


def note(row: Row) -> None:
    """Add a row if the budget allows, else count it."""
    if asleep[0]:
        asleep[0] = False
        wake[0]()
    if tally[TOLD] >= tally[ALLOWED]:
        tally[OTHERS] += 1
    else:
        tally[TOLD] += 1
        emit(row)


def take() -> list[Row]:
    """The rows so far, the count of the untold behind them; refills the budget of the next 50 ms."""
    taken = rows[:]
    del rows[: len(taken)]
    tally[ALLOWED] = min(DETAILED, tally[TOLD] + DETAILED_A_FLUSH)
    if tally[STEPS] or tally[TASKS] or tally[OTHERS]:
        taken.append(("A", now(), tally[STEPS], tally[STEPS_NS], tally[TASKS], tally[OTHERS]))
        tally[STEPS : OTHERS + 1] = [0, 0, 0, 0]
    return taken


def forget() -> None:
    """Drop everything: after a fork the rows are the parent's to write."""
    del rows[:]
    tally[:] = [0, DETAILED_A_FLUSH, 0, 0, 0, 0, 0]
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
