"""A bet: what a learner says, before seeing anything, that a demonstration will show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from lessons.documents import Document
from lessons.race import Race
from lessons.text import Text


def key_of(scope: str, words: str) -> str:
    """The name an option has in a form: stable, silent on its place in the file, where the right one often is first."""
    return hashlib.sha256(f"{scope}\0{words}".encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Stake:
    """One of the answers on the slip."""

    key: str
    text: Text
    seconds: float
    """What the stake says, so that the race can draw it and the miss can be measured."""
    right: bool
    misconception: str
    """Slug; empty where the stake is right."""
    says: Text


@dataclass(frozen=True, slots=True)
class Bet:
    id: str
    question: Text
    scene: Text
    """Markdown: the situation the bet is about."""
    stakes: tuple[Stake, ...]
    why: Text
    entrant: int
    """Index of the racer the bet is about."""
    drawn: bool
    """Whether it is about how long that racer takes, so that the race can draw it."""

    def stake(self, key: object) -> Stake | None:
        return next((stake for stake in self.stakes if stake.key == key), None)

    @property
    def right(self) -> Stake:
        return next(stake for stake in self.stakes if stake.right)


def read_bet(document: Document, raw: dict[str, Any], demo: Race) -> Bet:
    """From the `bet` part of a lesson's file. Raises ContentError."""
    slugs = [racer.slug for racer in demo.racers]
    if raw["entrant"] not in slugs:
        raise document.error(f"no entrant is called {raw['entrant']}", "bet", "entrant")
    stakes = tuple(
        Stake(
            key=key_of(raw["id"], Text.read(stake["text"]).es),
            text=Text.read(stake["text"]),
            seconds=stake["seconds"],
            right=stake.get("right", False),
            misconception=stake.get("misconception", ""),
            says=Text.read(stake["says"]) if "says" in stake else Text("", ""),
        )
        for stake in raw["stakes"]
    )
    if sum(stake.right for stake in stakes) != 1:
        raise document.error("exactly one stake is right", "bet", "stakes")
    return Bet(
        id=raw["id"],
        question=Text.read(raw["question"]),
        scene=Text.read(raw["scene"]),
        stakes=stakes,
        why=Text.read(raw["why"]),
        entrant=slugs.index(raw["entrant"]),
        drawn=raw.get("drawn", True),
    )
