"""Carrying foreign questions into a quiz file of ours.

What they lack is left open, as an empty text: the other language where no translation was given, and the misconception
behind each wrong answer, which no other format knows. A quiz with anything open is refused by the schema, line by line,
so that nothing half carried over is ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from lessons.exchange.foreign import Answer, Loss, Question
from lessons.text import LANGUAGES, Language

SECONDS: Final = re.compile(r"\bsegundos?\b|\bseconds?\b|\d\s?s\b", re.I)
TRUTHS: Final = {"T": {"es": "Verdadero", "en": "True"}, "F": {"es": "Falso", "en": "False"}}
LEAST_TOLERANCE: Final = 0.01
FENCES: Final = re.compile(r"^`([^`\n]+)`$")


class Mismatch(ValueError):
    """The two files do not hold the same questions."""


@dataclass
class Carried:
    items: list[dict[str, Any]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    @property
    def open(self) -> int:
        """Empty places an author must fill."""
        return sum(_open(item) for item in self.items)


def _open(raw: Any) -> int:
    if isinstance(raw, dict):
        return sum(map(_open, raw.values()))
    if isinstance(raw, list):
        return sum(map(_open, raw))
    return int(raw == "")


@dataclass(frozen=True)
class _Both:
    """A question in the language it came in, and in the other where that came too."""

    language: Language
    here: Question
    there: Question | None

    def text(self, here: str, there: str) -> dict[str, str]:
        other = next(language for language in LANGUAGES if language != self.language)
        made = {self.language: here, other: there}
        return {language: made[language] for language in LANGUAGES}

    def of(self, read: Callable[[Question], str]) -> dict[str, str]:
        return self.text(read(self.here), read(self.there) if self.there else "")

    def answer(self, index: int, read: Callable[[Answer], str]) -> dict[str, str]:
        return self.of(lambda question: read(question.answers[index]))

    def says(self, index: int) -> dict[str, str]:
        return self.answer(index, lambda answer: answer.says)


def carry(
    questions: Sequence[Question],
    letter: str,
    first: int,
    language: Language,
    translation: Sequence[Question] | None = None,
) -> Carried:
    """As items `<letter>.q<first>` and on. `translation`: the same questions in the other language.

    Raises Mismatch.
    """
    if translation is not None and len(translation) != len(questions):
        raise Mismatch(f"one file holds {len(questions)} questions, the other {len(translation)}")
    carried = Carried()
    for index, question in enumerate(questions):
        twin = translation[index] if translation is not None else None
        if twin is not None and (twin.kind, len(twin.answers)) != (question.kind, len(question.answers)):
            raise Mismatch(
                f"line {question.line}: {question.name} is another question on line {twin.line} of the other"
            )
        both = _Both(language, question, twin)
        carried.losses += [Loss(question.name, question.line, what) for what in question.losses]
        shape = SHAPES.get(question.kind)
        made = shape(both) if shape else ""
        if isinstance(made, str):
            if made or not question.losses:
                carried.losses.append(Loss(question.name, question.line, made or "has no kind here"))
            continue
        carried.items.append({"id": f"{letter}.q{first + len(carried.items)}", **made})
    return carried


def _head(both: _Both, kind: str) -> dict[str, Any]:
    head: dict[str, Any] = {"kind": kind, "prompt": both.of(lambda question: question.prompt)}
    if both.here.code:
        code = both.of(lambda question: question.code)
        head["code"] = code["es"] if code["es"] == code["en"] else code
    return head


def _why(both: _Both) -> dict[str, Any]:
    return {"why": both.of(lambda question: question.why)}


def _choice(both: _Both) -> dict[str, Any] | str:
    rights = sum(answer.right for answer in both.here.answers)
    if len(both.here.answers) < 2 or not rights:
        return "no answer is right, or there is nothing to choose from"
    options = [_option(both, index, answer) for index, answer in enumerate(both.here.answers)]
    item = {**_head(both, "single" if rights == 1 else "multiple"), "options": options}
    if rights > 1:
        item["otherwise"] = {"says": both.text("", "")}
    return item | _why(both)


def _option(both: _Both, index: int, answer: Answer) -> dict[str, Any]:
    code = FENCES.match(answer.text)
    same = both.there is None or both.there.answers[index].text == answer.text
    option: dict[str, Any] = {"code": code[1]} if code and same else {"text": both.answer(index, lambda one: one.text)}
    return option | ({"right": True} if answer.right else {"misconception": "", "says": both.says(index)})


def _truth(both: _Both) -> dict[str, Any] | str:
    options = []
    for index, answer in enumerate(both.here.answers):
        told = {"right": True} if answer.right else {"misconception": "", "says": both.says(index)}
        options.append({"text": dict(TRUTHS[answer.text]), **told})
    return {**_head(both, "single"), "ordered": True, "options": options, **_why(both)}


def _number(both: _Both) -> dict[str, Any] | str:
    if not SECONDS.search(both.here.prompt):
        return "it asks for a number that is not said to be seconds"
    right = next((answer for answer in both.here.answers if answer.right), None)
    if right is None or float(right.text) < 0:
        return "its number is no time"
    traps = [
        {"value": float(answer.text), "misconception": "", "says": both.says(index)}
        for index, answer in enumerate(both.here.answers)
        if not answer.right
    ]
    return {
        **_head(both, "elapsed"),
        "seconds": float(right.text),
        "tolerance": max(right.tolerance, LEAST_TOLERANCE),
        "traps": traps or [{"value": "", "misconception": "", "says": both.text("", "")}],
        "otherwise": {"says": both.text("", "")},
        **_why(both),
    }


def _match(both: _Both) -> dict[str, Any] | str:
    answers = both.here.answers
    names: dict[str, str] = {}
    rights: dict[str, Any] = {}
    for index, answer in enumerate(answers):
        if answer.partner not in names:
            names[answer.partner] = f"r{len(names) + 1}"
            rights[names[answer.partner]] = both.answer(index, lambda one: one.partner)
    pairs = [
        {"left": both.answer(index, lambda one: one.text), "right": names[answer.partner], "says": both.text("", "")}
        for index, answer in enumerate(answers)
        if answer.text
    ]
    if len(pairs) < 3 or "" in names:
        return "it has fewer than three whole pairs"
    return {**_head(both, "match"), "rights": rights, "pairs": pairs, **_why(both)}


def _short(_both: _Both) -> str:
    return "its answer is a word to be written; here that is a gap in a program, which a run can prove"


SHAPES: Final[dict[str, Callable[[_Both], dict[str, Any] | str]]] = {
    "choice": _choice,
    "truth": _truth,
    "number": _number,
    "match": _match,
    "short": _short,
}


class _Dumper(yaml.SafeDumper):
    """Several lines as a block, so that a program reads as one."""


def _text(dumper: yaml.SafeDumper, words: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style="|" if "\n" in words else '"')


def _mapping(dumper: yaml.SafeDumper, raw: dict[str, Any]) -> yaml.Node:
    pairs = [
        (yaml.ScalarNode("tag:yaml.org,2002:str", key), dumper.represent_data(value)) for key, value in raw.items()
    ]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)


def written(items: Sequence[dict[str, Any]]) -> str:
    """The items as YAML, as they stand in a quiz file."""
    return yaml.dump({"items": list(items)}, Dumper=_Dumper, allow_unicode=True, width=4096, sort_keys=False)
