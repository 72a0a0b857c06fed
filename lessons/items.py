"""The questions of a quiz, one class a kind; the puzzle of lines has a module of its own, `lessons.parsons`.

How they are written: `lessons.quiz_file`. What an answer looks like and whether it is right: `lessons.quiz`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Final

from lessons.documents import Document
from lessons.text import Language, Text

NOTHING: Final = Text("", "")


@dataclass(frozen=True)
class Trap:
    """A foreseen wrong answer: the idea behind it, by slug, and a sentence that says why it fails."""

    misconception: str
    says: Text
    value: Any = None
    """The whole wrong answer, in the shape of its kind."""


@dataclass(frozen=True)
class Option:
    key: str
    text: Text
    is_code: bool
    right: bool
    misconception: str
    says: Text


@dataclass(frozen=True)
class Pair:
    key: str
    left: Text
    right: str
    """Key of its right-hand side."""
    misconceptions: Mapping[str, str]
    """The idea behind each wrong right-hand side, by that one's key; not every wrong one shows an idea."""
    says: Text


@dataclass(frozen=True)
class Item:
    kind: ClassVar[str]

    id: str
    prompt: Text
    code: Text
    """Python, or empty. With gaps ⟦1⟧ ⟦2⟧ in a blank."""
    why: Text
    otherwise: Trap
    """What a wrong answer nobody foresaw is told."""
    traps: tuple[Trap, ...]
    proof: tuple[dict[str, Any], ...]
    """Programs the content check runs to hold the key against; see `lessons.checks.quizzes`."""
    document: Document
    place: int
    """Index in its file."""

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def letter(self) -> str:
        """Of its concept, also where it belongs to an exercise: `A` of `A.q1` and of `A1.parsons`."""
        return self.id.partition(".")[0].rstrip("0123456789")

    @property
    def slug(self) -> str:
        """Fit for an element's id: a dot would be a class in a selector."""
        return self.id.replace(".", "-")


@dataclass(frozen=True)
class Single(Item):
    kind = "single"
    options: tuple[Option, ...]
    ordered: bool
    """The options are a scale: they stand as written, the same for everybody."""

    @cached_property
    def by_key(self) -> dict[str, Option]:
        return {option.key: option for option in self.options}


@dataclass(frozen=True)
class Multiple(Single):
    kind = "multiple"


@dataclass(frozen=True)
class Elapsed(Item):
    kind = "elapsed"
    seconds: float
    tolerance: float


@dataclass(frozen=True)
class Blank(Item):
    kind = "blank"
    accept: tuple[tuple[str, ...], ...]
    stdout: tuple[str, ...]
    """What the program prints with an accepted answer, and does not with a rejected one."""

    @property
    def gaps(self) -> int:
        return len(self.accept[0])


@dataclass(frozen=True)
class Order(Item):
    kind = "order"
    lines: tuple[str, ...]
    """What the program prints, in the true order."""


@dataclass(frozen=True)
class Output(Item):
    kind = "output"
    printed: Text
    """What the program prints, whole; its words may be translated."""
    raises: str
    """Name of the exception it ends in, which is then the last line of the answer; empty where it ends well."""

    def whole(self, language: Language) -> str:
        """The answer: what it prints and what it ends in."""
        return "\n".join(filter(None, (self.printed[language], self.raises)))


@dataclass(frozen=True)
class Match(Item):
    kind = "match"
    pairs: tuple[Pair, ...]
    rights: Mapping[str, Text]
    """The right-hand sides, by key. One may belong to several pairs, or to none."""


@dataclass(frozen=True)
class BugLine(Item):
    kind = "bugline"
    line: int
    """From 1."""
    fix: Text
    """The line that mends it, with its indentation."""
    driver: str
    """Code the content check adds at the end, to make the fault show."""
