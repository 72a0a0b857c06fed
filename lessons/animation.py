"""The story of a concept as an animation: a shown program, values to set, and stops that ask before anything moves.

What moves when is computed in the browser (web/src/kitchen/story); this module says of which program, with what words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lessons.bet import key_of
from lessons.documents import Document, read_document, read_text
from lessons.text import LANGUAGES, Language, Text

Values = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Program:
    """One way to do the story's job. `lines`: by what happens there, the number of the line, from 1."""

    slug: str
    name: Text
    source: Text
    names: dict[str, Text]
    lines: dict[str, int]


@dataclass(frozen=True, slots=True)
class Parameter:
    slug: str
    name: Text
    unit: Literal["ms", "count"]
    least: int
    most: int
    step: int
    value: int
    constant: Text
    """The programs' constant that it sets; empty where it is no part of them, as the cores of the machine."""

    def written(self, value: int) -> str:
        """As a program writes it: milliseconds as seconds."""
        return repr(value / 1000) if self.unit == "ms" else str(value)


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    text: Text
    right: bool
    misconception: str
    says: Text


@dataclass(frozen=True, slots=True)
class Stop:
    program: str
    values: dict[str, int]
    """All parameters, those that keep their own value included."""
    when: str
    question: Text
    options: tuple[Option, ...]
    """In an order that says nothing of which is right."""
    why: Text
    shows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Animation:
    letter: str
    story: str
    title: Text
    intro: Text
    switch: Text
    programs: tuple[Program, ...]
    parameters: tuple[Parameter, ...]
    stops: tuple[Stop, ...]
    words: dict[str, Any]
    """People, places, codes and stations, each of their texts a Text."""
    folder: Path
    document: Document

    def program(self, slug: str) -> Program:
        return next(program for program in self.programs if program.slug == slug)

    def source(self, slug: str, values: Values, language: Language) -> str:
        """The program with its constants set to `values`; with the parameters' own values it is the file unchanged."""
        source = self.program(slug).source[language]
        for parameter in self.parameters:
            if parameter.constant:
                written = f"{parameter.constant[language]} = {parameter.written(values[parameter.slug])}"
                source = re.sub(_assigned(parameter, language), written, source, flags=re.MULTILINE)
        return source

    def file(self, slug: str, language: Language) -> Path:
        return self.folder / f"{slug}.{language}.py"

    def to_json(self, language: Language) -> dict[str, Any]:
        """What the page's script is told; the questions stand on the page as forms."""
        return {
            "letter": self.letter,
            "story": self.story,
            "words": _spoken(self.words, language),
            "programs": [
                {
                    "slug": program.slug,
                    "name": program.name[language],
                    "names": _spoken(program.names, language),
                    "lines": program.lines,
                }
                for program in self.programs
            ],
            "parameters": [
                {"slug": one.slug, "unit": one.unit, "value": one.value, "constant": one.constant[language]}
                for one in self.parameters
            ],
            "stops": [{"program": stop.program, "values": stop.values, "when": stop.when} for stop in self.stops],
        }


def read_animation(folder: Path, letter: str) -> Animation | None:
    """From `animation.yaml` of a concept and the programs beside it; None where it has none. Raises ContentError."""
    if not (folder / "animation.yaml").is_file():
        return None
    document = read_document(folder / "animation.yaml", "animation")
    raw, place = document.data, folder / "animation"
    parameters = tuple(_parameter(document, index, one) for index, one in enumerate(raw["parameters"]))
    programs = tuple(_program(document, index, one, place, parameters) for index, one in enumerate(raw["programs"]))
    for index, station in enumerate(raw.get("stations", ())):
        for line in station["lines"]:
            if not any(line in program.lines for program in programs):
                raise document.error(f"no program has a line called {line}", "stations", index, "lines")
    return Animation(
        letter=letter,
        story=raw["story"],
        title=Text.read(raw["title"]),
        intro=Text.read(raw["intro"]),
        switch=Text.read(raw["switch"]),
        programs=programs,
        parameters=parameters,
        stops=tuple(_stop(document, index, letter, programs, parameters) for index in range(len(raw["stops"]))),
        words={part: _texts(raw.get(part, {})) for part in ("people", "places", "codes")}
        | {"stations": _texts(raw.get("stations", []))},
        folder=place,
        document=document,
    )


def _parameter(document: Document, index: int, raw: dict[str, Any]) -> Parameter:
    if not raw["least"] <= raw["value"] <= raw["most"]:
        raise document.error(f"{raw['value']} is not between {raw['least']} and {raw['most']}", "parameters", index)
    name, constant = Text.read(raw["name"]), Text.read(raw.get("constant", ""))
    numbers = {key: raw[key] for key in ("least", "most", "step", "value")}
    return Parameter(slug=raw["slug"], name=name, unit=raw["unit"], constant=constant, **numbers)


def _program(
    document: Document, index: int, raw: dict[str, Any], place: Path, parameters: tuple[Parameter, ...]
) -> Program:
    source = Text(**{language: read_text(place / f"{raw['slug']}.{language}.py") for language in LANGUAGES})
    for language in LANGUAGES:
        for parameter in parameters:
            wanted = f"{parameter.constant[language]} = {parameter.written(parameter.value)}"
            if parameter.constant and source[language].splitlines().count(wanted) != 1:
                name = f"{raw['slug']}.{language}.py"
                raise document.error(f"{name} must say `{wanted}` on one line", "programs", index)
    lines = {}
    for name, piece in raw["lines"].items():
        found = {_line(source[language], Text.read(piece)[language]) for language in LANGUAGES}
        if len(found) != 1 or 0 in found:
            raise document.error(
                f"the line {name} is not one and the same in both languages", "programs", index, "lines"
            )
        lines[name] = found.pop()
    names = {name: Text.read(one) for name, one in raw["names"].items()}
    return Program(raw["slug"], Text.read(raw["name"]), source, names, lines)


def _line(source: str, piece: str) -> int:
    """The number of the one line that holds `piece`; 0 where none or several do."""
    found = [number for number, line in enumerate(source.splitlines(), 1) if piece in line]
    return found[0] if len(found) == 1 else 0


def _stop(
    document: Document, index: int, letter: str, programs: tuple[Program, ...], parameters: tuple[Parameter, ...]
) -> Stop:
    raw = document.data["stops"][index]
    if raw["program"] not in {program.slug for program in programs}:
        raise document.error(f"no program is called {raw['program']}", "stops", index, "program")
    known = {parameter.slug: parameter for parameter in parameters}
    for slug, value in raw.get("values", {}).items():
        if slug not in known or not known[slug].least <= value <= known[slug].most:
            raise document.error(f"{slug} cannot be {value}", "stops", index, "values")
    options = [
        Option(
            key=key_of(f"{letter}.story.{index}", Text.read(option["text"]).es),
            text=Text.read(option["text"]),
            right=option.get("right", False),
            misconception=option.get("misconception", ""),
            says=Text.read(option["says"]) if "says" in option else Text.read(raw["why"]),
        )
        for option in raw["options"]
    ]
    if sum(option.right for option in options) != 1:
        raise document.error("exactly one option is right", "stops", index, "options")
    return Stop(
        program=raw["program"],
        values={slug: parameter.value for slug, parameter in known.items()} | raw.get("values", {}),
        when=raw["when"],
        question=Text.read(raw["question"]),
        options=tuple(sorted(options, key=lambda option: option.key)),
        why=Text.read(raw["why"]),
        shows=tuple(raw.get("shows", ())),
    )


def _assigned(parameter: Parameter, language: Language) -> str:
    return rf"^{re.escape(parameter.constant[language])} = .*$"


def _texts(raw: Any) -> Any:
    """Every {es, en} within, as a Text."""
    if isinstance(raw, dict):
        return Text.read(raw) if raw.keys() == {"es", "en"} else {key: _texts(value) for key, value in raw.items()}
    return [_texts(value) for value in raw] if isinstance(raw, list) else raw


def _spoken(words: Any, language: Language) -> Any:
    if isinstance(words, Text):
        return words[language]
    if isinstance(words, dict):
        return {key: _spoken(value, language) for key, value in words.items()}
    return [_spoken(value, language) for value in words] if isinstance(words, list) else words
