"""How the programs of a race stand to each other, from the times of their rounds: medians, spreads, and who can be told
from whom. The same rules are in web/src/race/standing.ts, and the same cases test both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

Times = Sequence[float]
"""Seconds of each round that came to its end."""

NEAR: Final = 0.1
NEAR_S: Final = 0.03
"""Single times nearer than this are one and the same: a shared machine moves more than that."""


@dataclass(frozen=True, slots=True)
class Standing:
    order: list[int]
    """Indices into what was given, fastest first; those without a time are left out."""
    ties: list[list[int]]
    """Sets, in that order, of which no two can be told apart; each as large as it can be."""


def tied(one: Times, other: Times) -> bool:
    """Whether nothing measured says which is faster: their rounds overlap, or single times are near."""
    if len(one) > 1 and len(other) > 1:
        return min(one) <= max(other) and min(other) <= max(one)
    a, b = median(one), median(other)
    return abs(a - b) <= max(NEAR_S, NEAR * max(a, b))


def standing(entrants: Sequence[Times]) -> Standing:
    order = sorted((index for index, times in enumerate(entrants) if times), key=lambda one: median(entrants[one]))
    ties: list[list[int]] = []
    told = 0
    for first in range(len(order)):
        last = first + 1
        while last < len(order) and all(tied(entrants[one], entrants[order[last]]) for one in order[first:last]):
            last += 1
        if last - first > 1 and last > told:
            ties.append(order[first:last])
            told = last
    return Standing(order, ties)
