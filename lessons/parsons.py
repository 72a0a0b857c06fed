"""A puzzle of lines: put them in place, at the right level, and leave out those that do not belong (after D. Parsons).

An arrangement is what a learner builds: pieces from top to bottom, each at a level. Which arrangements are right is
written down, and the content check runs every one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lessons.items import Item, Trap
from lessons.text import Language, Text

LEVEL: Final = "    "
MOST_LEVELS: Final = 7
"""A piece stands at level 0 to MOST_LEVELS - 1."""
PLACE: Final = "⟦…⟧"
"""Stands alone on the line of the program around the puzzle where the pieces go."""


@dataclass(frozen=True)
class Piece:
    """One line, or a few that stay together; what is indented in it is relative to its first line."""

    key: str
    """Equal texts have equal keys: such pieces are interchangeable."""
    text: Text
    level: int
    """Where it belongs."""

    def at(self, level: int, language: Language) -> list[str]:
        return [LEVEL * level + line if line else "" for line in self.text[language].splitlines()]


@dataclass(frozen=True)
class Distractor(Piece):
    """Belongs nowhere, and says so to whoever uses it."""

    instead: int
    """Index of the piece of the solution it is mistaken for."""
    trap: Trap


NOWHERE: Final = -9
"""Where no block is open: Python could not read it."""

Arrangement = tuple[tuple[str, int], ...]
"""Keys and levels, from top to bottom."""


@dataclass(frozen=True)
class Parsons(Item):
    kind = "parsons"
    solution: tuple[Piece, ...]
    distractors: tuple[Distractor, ...]
    also: tuple[Arrangement, ...]
    """Other right ones: they print the same."""
    misplaced: Trap
    """What the right lines in the right order are told where some stand at another level."""
    stdout: tuple[str, ...]
    """What the program prints when it is right; empty for an exercise's puzzle, which its verdict proves."""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return (*self.solution, *self.distractors)

    @cached_property
    def by_key(self) -> dict[str, Piece]:
        return {piece.key: piece for piece in self.pieces}

    @cached_property
    def at_hand(self) -> Counter[str]:
        """How many of each there are."""
        return Counter(piece.key for piece in self.pieces)

    @cached_property
    def arrangement(self) -> Arrangement:
        return tuple((piece.key, piece.level) for piece in self.solution)

    @property
    def right(self) -> tuple[Arrangement, ...]:
        return (self.arrangement, *self.also)

    def source(self, arrangement: Sequence[tuple[str, int]], language: Language) -> str:
        """The whole program with these pieces in their place."""
        frame = self.code[language].splitlines() or [PLACE]
        lines: list[str] = []
        for line in frame:
            if line.strip() != PLACE:
                lines.append(line)
                continue
            base = (len(line) - len(line.lstrip())) // len(LEVEL)
            for key, level in arrangement:
                lines += self.by_key[key].at(base + level, language)
        return "\n".join(lines) + "\n"

    def settled(self, arrangement: Sequence[tuple[str, int]]) -> Arrangement:
        """With the levels that Python gives them: how much deeper a block stands than what opens it is free."""
        return tuple((key, level) for (key, _raw), level in zip(arrangement, _levels(self, arrangement), strict=True))

    def is_right(self, arrangement: Sequence[tuple[str, int]]) -> bool:
        return self.settled(arrangement) in self.right

    def sound(self, arrangement: Sequence[tuple[str, int]]) -> int:
        """How many pieces, from the top, stand as in a right arrangement."""
        settled = self.settled(arrangement)
        return max(_common(settled, right) for right in self.right)


def _levels(item: Parsons, arrangement: Sequence[tuple[str, int]]) -> list[int]:
    settled: list[int] = []
    depth = {0: 0}
    """Of each open block, as it was built and as it is."""
    opened = -1
    """The level of a line that opens a block and has not yet got one; -1 where the last line opens none."""
    for key, level in arrangement:
        if 0 <= opened < level:
            depth[level] = depth[opened] + 1
        depth = {built: real for built, real in depth.items() if built <= level}
        real = depth.setdefault(level, NOWHERE)
        settled.append(real)
        last = item.by_key[key].text.es.splitlines()[-1]
        inner = (len(last) - len(last.lstrip())) // len(LEVEL)
        if inner:
            depth[level + inner] = real + inner
        opened = level + inner if last.rstrip().endswith(":") else -1
    return settled


def _common(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> int:
    for index, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if tuple(mine) != tuple(theirs):
            return index
    return min(len(one), len(other))


def remarks_on(item: Parsons, arrangement: Arrangement) -> list[Trap]:
    """What this arrangement is told; nothing where it is right. A line that belongs nowhere comes before all else."""
    if item.is_right(arrangement):
        return []
    used = {key for key, _level in arrangement}
    strangers = [distractor.trap for distractor in item.distractors if distractor.key in used]
    if strangers:
        return strangers
    shapes = [[list(part) for part in shape] for shape in (arrangement, item.settled(arrangement))]
    foreseen = next((trap for trap in item.traps if trap.value in shapes), None)
    if foreseen:
        return [foreseen]
    keys = [key for key, _level in arrangement]
    if item.misplaced.says and any(keys == [key for key, _level in right] for right in item.right):
        return [item.misplaced]
    return [item.otherwise]
