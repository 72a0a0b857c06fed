"""An example of the playground: a race worth stealing, with what it shows said in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.documents import ContentError, Document, read_document, read_text
from lessons.play import Play, UnknownChoice
from lessons.race import Form
from lessons.text import Language, Text
from sandbox.job import Entrant


@dataclass(frozen=True, slots=True)
class Part:
    """One program. It is the same in both languages; its name is not."""

    slug: str
    name: Text
    form: Form
    source: str

    def entrant(self, language: Language) -> Entrant:
        return Entrant(source=self.source, name=self.name[language], form=self.form)


@dataclass(frozen=True, slots=True)
class Example:
    slug: str
    title: Text
    shows: Text
    """One sentence for the list: what there is to see."""
    explains: Text
    """Markdown."""
    play: Play
    parts: tuple[Part, ...]
    rules: tuple[Mapping[str, Any], ...]
    """What the content check holds against a real run; see `lessons.checks.races`."""
    document: Document

    @property
    def folder(self) -> Path:
        return self.document.file.parent

    def entrants(self, language: Language) -> tuple[Entrant, ...]:
        return tuple(part.entrant(language) for part in self.parts)


def read_examples(content: Path) -> tuple[Example, ...]:
    """In the order in which `examples.yaml` lists their folders. Raises ContentError."""
    folder = content / "examples"
    index = read_document(folder / "examples.yaml", "examples")
    slugs: list[str] = index.data["examples"]
    for slug in slugs:
        if not (folder / slug).is_dir():
            raise index.error(f"the folder of {slug} is missing", "examples")
    for place in sorted(folder.iterdir()):
        if place.is_dir() and place.name not in slugs:
            raise ContentError(place / "example.yaml", 1, "examples.yaml does not list it")
    return tuple(_read(folder / slug) for slug in slugs)


def _read(folder: Path) -> Example:
    document = read_document(folder / "example.yaml", "example")
    raw = document.data
    try:
        play = Play.read(raw.get("kind", Play.kind), raw.get("services", []), raw.get("users", Play.users))
    except UnknownChoice as error:
        raise document.error(f"the playground does not offer this: {error}") from None
    parts = []
    for index, part in enumerate(raw["programs"]):
        file = folder / f"{part['slug']}.py"
        if not file.is_file():
            raise document.error(f"the program {file.name} is missing", "programs", index)
        parts.append(Part(part["slug"], Text.read(part["name"]), part["form"], read_text(file)))
    slugs = {part.slug for part in parts}
    for index, rule in enumerate(raw["rules"]):
        if unknown := {rule[key] for key in ("slower", "faster", "entrant") if key in rule} - slugs:
            raise document.error(f"no program is called {', '.join(unknown)}", "rules", index)
    return Example(
        slug=folder.name,
        title=Text.read(raw["title"]),
        shows=Text.read(raw["shows"]),
        explains=Text.read(raw["explains"]),
        play=play,
        parts=tuple(parts),
        rules=tuple(raw["rules"]),
        document=document,
    )
