"""A puzzle of lines on a page: what stands in its places, what is at hand, and the form it is sent in.

Without its script it is a list of places, each with a line to choose and a level; with it the lines are moved about.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar

from django.http import QueryDict
from django.utils.safestring import SafeString

from lessons import colours
from lessons.parsons import MOST_LEVELS, PLACE, Parsons, Piece
from lessons.text import active_language

T = TypeVar("T")
LEVELS: Final = tuple(range(MOST_LEVELS))
SHUFFLES: Final = 8


def seeded(things: Sequence[T], seed: str, but: Sequence[T] | None = None) -> list[T]:
    """In an order that depends on `seed` alone, and is not that of `but`: the answer is not given away."""
    shuffled = list(things)
    dice = random.Random(seed)  # noqa: S311 - an order, not a secret
    for _try in range(SHUFFLES):
        dice.shuffle(shuffled)
        if but is None or shuffled != list(but):
            break
    return shuffled


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece as it is offered."""

    piece: Piece

    @property
    def key(self) -> str:
        return self.piece.key

    @property
    def words(self) -> str:
        """On one line, for a choice in a list."""
        return " ⏎ ".join(line.strip() for line in str(self.piece.text).splitlines())

    @property
    def code(self) -> SafeString:
        return colours.block(str(self.piece.text))


@dataclass(frozen=True, slots=True)
class Place:
    number: int
    chosen: str
    """Key; empty where nothing stands here."""
    level: int
    sound: bool = True
    """It and all above it stand as in a right arrangement."""


@dataclass(frozen=True)
class Puzzle:
    item: Parsons
    seed: str
    built: Sequence[Any]
    """The arrangement standing there, or what was sent as one."""
    locked: bool = False

    @cached_property
    def offers(self) -> list[Offer]:
        """Every piece, in this learner's order; no two neighbours of the solution need stay so."""
        pieces = self.item.pieces
        return [Offer(piece) for piece in seeded(pieces, self.seed, but=pieces)]

    @property
    def levels(self) -> tuple[int, ...]:
        return LEVELS

    @property
    def places(self) -> list[Place]:
        """As many as there are pieces. Where the answer is locked, only those in use."""
        built = [(key, level) for key, level in self.built if isinstance(key, str)]
        sound = self.item.sound(built) if self.locked else len(built)
        places = [
            Place(number, key, level if level in LEVELS else 0, number <= sound)
            for number, (key, level) in enumerate(built, 1)
        ]
        if self.locked:
            return places
        return places + [Place(number, "", 0) for number in range(len(places) + 1, len(self.item.pieces) + 1)]

    @property
    def departs(self) -> int:
        """The first place that stands otherwise; 0 where none does, or where that tells nothing of the answer."""
        return next((place.number for place in self.places if not place.sound), 0) if self.locked else 0

    @property
    def before(self) -> SafeString:
        return self._frame()[0]

    @property
    def after(self) -> SafeString:
        return self._frame()[1]

    @property
    def base(self) -> int:
        """Spaces that the frame indents the pieces by."""
        line = next((line for line in str(self.item.code).splitlines() if line.strip() == PLACE), "")
        return len(line) - len(line.lstrip())

    def _frame(self) -> tuple[SafeString, SafeString]:
        lines = self.item.code[active_language()].splitlines()
        place = next((index for index, line in enumerate(lines) if line.strip() == PLACE), len(lines))
        before, after = ("\n".join(part).strip("\n") for part in (lines[:place], lines[place + 1 :]))
        return colours.block(before), colours.block(after)


def read_puzzle(item: Parsons, form: QueryDict) -> list[list[str]]:
    """The arrangement in a submitted form; an empty place is passed over. Anything may be in it."""
    places = range(1, len(item.pieces) + 1)
    built = [[form.get(f"line-{number}", ""), form.get(f"level-{number}", "0")] for number in places]
    return [part for part in built if part[0]]
