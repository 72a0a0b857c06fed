"""A raced demonstration: some programs that do one job, and what their race must show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lessons.documents import Document, read_text
from lessons.setup import Setup
from lessons.text import LANGUAGES, Language, Text, active_language
from sandbox.job import Entrant, Job

Form = Literal["", "sync", "async", "threads", "processes"]


@dataclass(frozen=True, slots=True)
class Racer:
    """One program of a race, in both languages: names and printed words are translated, what it does is the same."""

    slug: str
    name: Text
    form: Form
    source: Text

    def entrant(self, language: Language) -> Entrant:
        return Entrant(source=self.source[language], name=self.name[language], form=self.form)


@dataclass(frozen=True, slots=True)
class Race:
    setup: Setup
    racers: tuple[Racer, ...]
    folder: Path
    document: Document
    where: tuple[str, ...]
    """Path of the race in its document."""
    shows: tuple[dict[str, Any], ...] = ()
    """What the content check holds against a real run; see `lessons.checks.races`."""

    @property
    def context(self) -> str:
        return self.setup.context

    @property
    def entrants(self) -> tuple[Entrant, ...]:
        """The programs as written, in the active language; a learner may race changed ones."""
        return self.in_language(active_language())

    def in_language(self, language: Language) -> tuple[Entrant, ...]:
        return tuple(racer.entrant(language) for racer in self.racers)

    def program(self, racer: Racer, language: Language) -> Path:
        return self.folder / f"{racer.slug}.{language}.py"

    def job(self, run_id: str, entrants: Iterable[Entrant], graded: bool = False) -> Job:
        """A race has no verdict: `graded` is accepted so that every context is run the same way."""
        return self.setup.job(run_id, entrants, graded)


def read_race(document: Document, context: str, raw: dict[str, Any], folder: Path, *where: str) -> Race:
    """From the `demo` of a lesson's file, or from a race's own; its programs stand in `folder`. Raises ContentError."""
    racers = []
    for index, entrant in enumerate(raw["entrants"]):
        sources = {}
        for language in LANGUAGES:
            file = folder / f"{entrant['slug']}.{language}.py"
            if not file.is_file():
                raise document.error(f"the program {file.name} is missing", *where, "entrants", index)
            sources[language] = read_text(file)
        racers.append(Racer(entrant["slug"], Text.read(entrant["name"]), entrant["form"], Text(**sources)))
    slugs = {racer.slug for racer in racers}
    for index, rule in enumerate(raw.get("shows", ())):
        named = {rule[key] for key in ("slower", "faster", "entrant") if key in rule}
        if named - slugs:
            raise document.error(f"no entrant is called {', '.join(named - slugs)}", *where, "shows", index)
    return Race(Setup.read(context, raw), tuple(racers), folder, document, where, tuple(raw.get("shows", ())))
