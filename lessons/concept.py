"""A concept of the course: one letter, one lesson."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lessons.animation import Animation, read_animation
from lessons.bet import Bet, read_bet
from lessons.documents import Document, read_document, read_text
from lessons.exercise import Exercise, read_exercise
from lessons.items import Item
from lessons.quiz_file import read_items
from lessons.race import Race, read_race
from lessons.text import Text

Badge = Literal["fundamental", "importante", "especifico"]


@dataclass(frozen=True, slots=True)
class Concept:
    """A coming concept has its rule and its truth; a complete one has the whole lesson."""

    letter: str
    slug: str
    badge: Badge
    status: Literal["complete", "coming"]
    minutes: int
    title: Text
    rule: Text
    truth: Text
    prerequisites: tuple[str, ...]
    objectives: tuple[Text, ...]
    bet: Bet | None
    demo: Race | None
    reading: Text
    """Markdown; empty while coming."""
    items: tuple[Item, ...]
    exercises: tuple[Exercise, ...]
    animation: Animation | None
    """The story, for the concepts that have one; a coming concept may have it already."""
    document: Document

    @property
    def is_complete(self) -> bool:
        return self.status == "complete"

    @property
    def folder(self) -> Path:
        return self.document.file.parent


def read_concept(folder: Path) -> Concept:
    """Read `content/<letter>_<slug>/`. Raises ContentError."""
    document = read_document(folder / "lesson.yaml", "lesson")
    raw = document.data
    letter, _, slug = folder.name.partition("_")
    if raw["letter"] != letter.upper():
        raise document.error(f"letter {raw['letter']} does not match the folder {folder.name}", "letter")
    return Concept(
        letter=raw["letter"],
        slug=slug.replace("_", "-"),
        badge=raw["badge"],
        status=raw["status"],
        minutes=raw["minutes"],
        title=Text.read(raw["title"]),
        rule=Text.read(raw["rule"]),
        truth=Text.read(raw["truth"]),
        prerequisites=tuple(raw["prerequisites"]),
        objectives=tuple(Text.read(objective) for objective in raw.get("objectives", ())),
        animation=read_animation(folder, raw["letter"]),
        document=document,
        **(_lesson(document) if raw["status"] == "complete" else _COMING),
    )


_COMING: dict[str, Any] = {"bet": None, "demo": None, "reading": Text("", ""), "items": (), "exercises": ()}


def _lesson(document: Document) -> dict[str, Any]:
    raw, folder = document.data, document.file.parent
    letter = raw["letter"]
    demo = read_race(document, f"demo:{letter}", raw["demo"], folder / "demo", "demo")
    exercises = []
    for exercise_id in raw["exercises"]:
        place = folder / "exercises" / exercise_id.lower()
        if not place.is_dir():
            raise document.error(f"the folder of exercise {exercise_id} is missing", "exercises")
        exercises.append(read_exercise(place, letter, raw.get("exercise")))
    return {
        "bet": read_bet(document, raw["bet"], demo),
        "demo": demo,
        "reading": Text(es=read_text(folder / "es.md"), en=read_text(folder / "en.md")),
        "items": read_items(folder / "quiz.yaml", letter),
        "exercises": tuple(exercises),
    }
