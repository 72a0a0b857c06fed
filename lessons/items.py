"""The questions of a quiz, one class a kind. What an answer looks like and whether it is right: see `lessons.quiz`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Final

from lessons.bet import key_of
from lessons.documents import Document, read_document
from lessons.text import Text

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
        return self.id.partition(".")[0]

    @property
    def slug(self) -> str:
        """Fit for an element's id: a dot would be a class in a selector."""
        return self.id.replace(".", "-")


@dataclass(frozen=True)
class Single(Item):
    kind = "single"
    options: tuple[Option, ...]

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


def read_items(file: Path, letter: str) -> tuple[Item, ...]:
    """Read `quiz.yaml`. Raises ContentError."""
    document = read_document(file, "quiz")
    items = tuple(_item(document, index, raw) for index, raw in enumerate(document.data["items"]))
    for index, item in enumerate(items):
        if item.id != f"{letter}.q{index + 1}":
            raise document.error(f"the item here should be called {letter}.q{index + 1}", "items", index, "id")
    return items


def _item(document: Document, index: int, raw: dict[str, Any]) -> Item:
    common: dict[str, Any] = {
        "id": raw["id"],
        "prompt": Text.read(raw["prompt"]),
        "code": Text.read(raw.get("code", "")),
        "why": Text.read(raw["why"]),
        "otherwise": _trap(raw.get("otherwise", {})),
        "traps": tuple(_trap(trap) for trap in raw.get("traps", ())),
        "proof": tuple(raw.get("proof", ())),
        "document": document,
        "place": index,
    }
    kind = raw["kind"]
    if kind in ("single", "multiple"):
        options = tuple(_option(raw["id"], option) for option in raw["options"])
        if kind == "single" and sum(option.right for option in options) != 1:
            raise document.error("exactly one option is right", "items", index, "options")
        return (Single if kind == "single" else Multiple)(**common, options=options)
    if kind == "elapsed":
        return Elapsed(**common, seconds=float(raw["seconds"]), tolerance=float(raw["tolerance"]))
    if kind == "blank":
        gaps = common["code"].es.count("⟦")
        answers = [*raw["accept"], *(trap["value"] for trap in raw.get("traps", ()))]
        if any(len(answer) != gaps for answer in answers):
            raise document.error(f"the code has {gaps} gaps, and some answer has not", "items", index, "accept")
        return Blank(**common, accept=tuple(map(tuple, raw["accept"])), stdout=tuple(raw["stdout"]))
    if kind == "order":
        return Order(**common, lines=tuple(raw["lines"]))
    if kind == "match":
        return _match(document, index, raw, common)
    if raw["line"] > len(common["code"].es.splitlines()):
        raise document.error("the code has no such line", "items", index, "line")
    return BugLine(**common, line=raw["line"], fix=Text.read(raw["fix"]), driver=raw.get("driver", ""))


def _trap(raw: dict[str, Any]) -> Trap:
    return Trap(
        misconception=raw.get("misconception", ""),
        says=Text.read(raw["says"]) if "says" in raw else NOTHING,
        value=raw.get("value"),
    )


def _option(item_id: str, raw: dict[str, Any]) -> Option:
    text = Text.read(raw["code"] if "code" in raw else raw["text"])
    return Option(
        key=key_of(item_id, text.es),
        text=text,
        is_code="code" in raw,
        right=raw.get("right", False),
        misconception=raw.get("misconception", ""),
        says=Text.read(raw["says"]) if "says" in raw else NOTHING,
    )


def _match(document: Document, index: int, raw: dict[str, Any], common: dict[str, Any]) -> Match:
    keys = {name: key_of(raw["id"], right["es"]) for name, right in raw["rights"].items()}
    pairs = []
    for place, pair in enumerate(raw["pairs"]):
        wrong = pair.get("misconceptions", {})
        if unknown := {pair["right"], *wrong} - keys.keys():
            where = ("items", index, "pairs", place)
            raise document.error(f"no right-hand side is called {', '.join(sorted(unknown))}", *where)
        left = Text.read(pair["left"])
        beliefs = {keys[name]: slug for name, slug in wrong.items()}
        pairs.append(Pair(key_of(raw["id"], left.es), left, keys[pair["right"]], beliefs, Text.read(pair["says"])))
    rights = {keys[name]: Text.read(right) for name, right in raw["rights"].items()}
    return Match(**common, pairs=tuple(pairs), rights=rights)
