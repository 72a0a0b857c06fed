"""The concepts drawn as a map: each to the right of what it needs."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from parrilla.review.mastery import Mastery

COLUMN: Final = 150
ROW: Final = 96
RADIUS: Final = 26
MARGIN: Final = 60


@dataclass(frozen=True)
class Node:
    """A concept at its place, in units of the drawing."""

    mastery: Mastery
    x: int
    y: int

    @property
    def arc(self) -> str:
        """The share of its ring that is filled, as a dash pattern over a path of length 100."""
        return f"{100 * self.mastery.share:.0f} 100"


@dataclass(frozen=True)
class Edge:
    before: Node
    after: Node

    @property
    def path(self) -> str:
        x0, x1 = self.before.x + RADIUS, self.after.x - RADIUS
        bend = (x1 - x0) / 2
        return (
            f"M{x0} {self.before.y}C{x0 + bend:.0f} {self.before.y} {x1 - bend:.0f} {self.after.y} {x1} {self.after.y}"
        )


class Atlas:
    def __init__(self, masteries: list[Mastery]) -> None:
        self._masteries = {mastery.concept.letter: mastery for mastery in masteries}

    @cached_property
    def nodes(self) -> list[Node]:
        """In the course's order. A column holds what needs equally long a way; rows are near what is needed."""
        placed: dict[str, Node] = {}
        taken: dict[int, set[int]] = {}
        for letter in sorted(self._masteries, key=lambda letter: (self._depth(letter), letter)):
            depth = self._depth(letter)
            needs = [placed[need] for need in self._needs(letter)]
            wish = (
                round(sum((node.y - MARGIN) / ROW for node in needs) / len(needs)) if needs else len(taken.get(0, ()))
            )
            rows = taken.setdefault(depth, set())
            row = min((row for row in range(len(self._masteries)) if row not in rows), key=lambda row: abs(row - wish))
            rows.add(row)
            placed[letter] = Node(self._masteries[letter], MARGIN + depth * COLUMN, MARGIN + row * ROW)
        return [placed[letter] for letter in self._masteries]

    @property
    def edges(self) -> list[Edge]:
        places = {node.mastery.concept.letter: node for node in self.nodes}
        return [Edge(places[need], node) for node in self.nodes for need in self._needs(node.mastery.concept.letter)]

    @property
    def width(self) -> int:
        return max(node.x for node in self.nodes) + MARGIN

    @property
    def height(self) -> int:
        return max(node.y for node in self.nodes) + MARGIN

    def _needs(self, letter: str) -> list[str]:
        return [need for need in self._masteries[letter].concept.prerequisites if need in self._masteries]

    def _depth(self, letter: str) -> int:
        return max((1 + self._depth(need) for need in self._needs(letter)), default=0)
