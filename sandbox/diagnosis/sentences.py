"""Findings in words: templates by slug, filled with the learner's own numbers and names, as plain text."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from sandbox.diagnosis.finding import Finding, Value

HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("es", "en")
LONGEST: Final = 600
"""Characters of a sentence."""
SHOWN: Final = 60
"""Of a name of the learner's."""
SECOND_MS: Final = 1000

Words = dict[str, str]


@cache
def templates() -> Mapping[str, Words]:
    """By slug: es, en, next_es, next_en."""
    loaded: dict[str, Words] = yaml.safe_load((HERE / "sentences.yaml").read_text())
    return loaded


@cache
def _listed() -> tuple[Mapping[str, str], ...]:
    return tuple(yaml.safe_load((HERE.parent / "misconceptions.yaml").read_text()))


@cache
def lessons() -> Mapping[str, str]:
    """The concept that teaches the truth, by slug."""
    return {entry["slug"]: entry["lesson"] for entry in _listed()}


@cache
def beliefs() -> Mapping[str, Words]:
    """What somebody may believe whose program does this, as they would say it, by slug."""
    return {entry["slug"]: {language: entry[language] for language in LANGUAGES} for entry in _listed()}


def message(finding: Finding) -> Words:
    return _said(finding, "")


def next_step(finding: Finding) -> Words:
    return _said(finding, "next_")


def _said(finding: Finding, prefix: str) -> Words:
    words = templates()[finding.slug]
    return {language: _filled(words[prefix + language], finding, language) for language in LANGUAGES}


def _filled(template: str, finding: Finding, language: str) -> str:
    return _Filler(language).vformat(template, (), {**finding.values, "line": finding.line})[:LONGEST]


class _Filler(string.Formatter):
    """`{n:one|many}` is the number and the word that fits; `{n:ms}` so many milliseconds, from a second on in seconds;
    `{text: (|)}` puts a text, if there is one, between the two."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002 - string.Formatter's own
        return kwargs.get(key, "")

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        return self.get_value(field_name, args, kwargs), field_name

    def format_field(self, value: Value, format_spec: str) -> str:
        if isinstance(value, str):
            shown = _plain(value)
            if not format_spec:
                return shown
            before, _, after = format_spec.partition("|")
            return f"{before}{shown}{after}" if shown else ""
        if format_spec == "ms":
            return f"{self._number(value)} ms" if value < SECOND_MS else self._number(f"{value / SECOND_MS:.2f} s")
        shown = self._number(value)
        if not format_spec:
            return shown
        one, _, many = format_spec.partition("|")
        return f"{shown} {one if value == 1 else many}"

    def _number(self, value: float | str) -> str:
        shown = str(value)
        return shown.replace(".", ",") if self._language == "es" else shown


def _plain(text: str) -> str:
    """A name of the learner's, short and in one line."""
    return "".join(char if char.isprintable() else " " for char in text)[:SHOWN]
