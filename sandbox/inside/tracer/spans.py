"""A stretch of time in which a thread stood, or a step blocked its loop: where it was seen most, how it was spent."""

from __future__ import annotations

from typing import Final

from sandbox.inside.tracer.doings import Doing

BLOCK_NS: Final = 20_000_000
"""A step of a loop longer than this blocks it."""
TELL_NS: Final = 100_000_000
"""What still goes on is told again this often; later, when it is old, at each tenth of its age, at least twice a
second."""
TELL_MOST_NS: Final = 500_000_000
COMPUTES: Final = 0.1
"""Share of the time from which a line of the learner's computes. A tenth: many threads may share the interpreter, and
the machine be busy."""
COMPUTES_INSIDE: Final = 0.5
"""The same for what is known to wait (`_WHERE`), though it computes a little: a request over HTTP."""


def often_enough(since: int, told: int, t: int) -> bool:
    """Whether what goes on since `since` and was told at `told` (0: never) is to be told (again) at `t`."""
    if t - since < BLOCK_NS:
        return False
    return not told or t - told >= min(max(TELL_NS, (t - since) // 10), TELL_MOST_NS)


class Span:
    """A thread that stands, or a step that blocks: since when, where it was seen, its CPU clock then and now."""

    __slots__ = ("cpu", "func", "last", "seen", "since", "since_cpu", "told", "watched")

    def __init__(self, since: int, t: int, seen: Doing, cpu: int | None, func: int) -> None:
        self.since = since
        self.watched = self.last = t
        self.seen: dict[Doing, int] = {seen: 1}
        self.since_cpu = self.cpu = cpu
        self.func = func
        self.told = 0

    def add(self, t: int, seen: Doing, cpu: int | None) -> None:
        """Seen again."""
        self.last = t
        self.seen[seen] = self.seen.get(seen, 0) + 1
        self.cpu = cpu

    def most(self) -> Doing:
        """Where it was seen most often."""
        return max(self.seen.items(), key=lambda pair: pair[1])[0]

    def used(self) -> int | None:
        """CPU ns while watched."""
        return None if self.cpu is None or self.since_cpu is None else max(self.cpu - self.since_cpu, 0)

    def mode(self) -> str:
        """waits, computes, or "" where it was watched too shortly to tell."""
        used, watched = self.used(), self.last - self.watched
        if used is None or watched <= 0:
            return ""
        doing = self.most()[1]
        share = COMPUTES if doing is None or doing == "import" or doing.startswith("lib:") else COMPUTES_INSIDE
        return "computes" if used > watched * share else "waits"

    def due(self, t: int) -> bool:
        """Whether it is time to tell of it (again)."""
        return often_enough(self.since, self.told, t)
