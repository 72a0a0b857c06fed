"""An exercise: its statement, its programs, and the setup in which a learner's program is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.documents import Document, read_document, read_text
from lessons.parsons import Parsons
from lessons.quiz_file import read_puzzle_of
from lessons.race import Form
from lessons.setup import Setup
from lessons.text import Text
from sandbox.job import Entrant, Job


@dataclass(frozen=True, slots=True)
class Given:
    """Another form of the task, given to be raced against the learner's own. It is none that would pass."""

    name: Text
    form: Form
    source: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Some lines of the reference and what they are there for."""

    first: int
    """From 1."""
    last: int
    code: str
    says: Text


@dataclass(frozen=True, slots=True)
class Exercise:
    id: str
    letter: str
    title: Text
    setup: Setup
    statement: Text
    """Markdown."""
    hints: tuple[Text, ...]
    starter: str
    reference: str
    expect: Mapping[str, dict[str, Any]]
    """The verdict each program beside it must get, by the program's path: {code, passed}."""
    document: Document
    given: tuple[Given, ...] = ()
    goals: tuple[Text, ...] = ()
    """Sub-goals: what to reach, in order, and not how."""
    puzzle: Parsons | None = None
    """The program as lines to be put in place; its id is `<exercise>.parsons`."""
    worked: tuple[Explained, ...] = ()
    """The reference explained."""

    @property
    def folder(self) -> Path:
        return self.document.file.parent

    @property
    def context(self) -> str:
        return self.setup.context

    def job(self, run_id: str, entrants: Iterable[Entrant], graded: bool) -> Job:
        return self.setup.job(run_id, entrants, graded)


def read_exercise(folder: Path, letter: str, shared: Mapping[str, Any] | None = None) -> Exercise:
    """Read `exercises/<id>/`. `shared`: what its lesson says for all of its exercises. Raises ContentError."""
    document = read_document(folder / "exercise.yaml", "exercise")
    raw = inherited(document.data, shared or {})
    if raw["id"].lower() != folder.name:
        raise document.error(f"id {raw['id']} does not match the folder {folder.name}", "id")
    if not raw["id"].startswith(letter):
        raise document.error(f"exercise {raw['id']} stands in the folder of concept {letter}", "id")
    return Exercise(
        id=raw["id"],
        letter=letter,
        title=Text.read(raw["title"]),
        setup=Setup.read(raw["id"], raw),
        statement=Text(es=read_text(folder / "es.md"), en=read_text(folder / "en.md")),
        hints=tuple(Text.read(hint) for hint in raw.get("hints", ())),
        starter=read_text(folder / "starter.py"),
        reference=read_text(folder / "reference.py"),
        expect=raw["expect"],
        document=document,
        given=tuple(_given(document, index, form) for index, form in enumerate(raw.get("forms", ()))),
        goals=tuple(Text.read(goal) for goal in raw.get("goals", ())),
        puzzle=read_puzzle_of(document, raw["id"], raw["parsons"]) if "parsons" in raw else None,
        worked=tuple(_explained(document, index, one) for index, one in enumerate(raw.get("worked", ()))),
    )


def inherited(own: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """What is said once for all, where this one says nothing else; limits and services one by one."""
    apart = {name: {**shared[name], **own.get(name, {})} for name in ("limits", "services") if name in shared}
    return {**shared, **own, **apart}


def _given(document: Document, index: int, raw: dict[str, Any]) -> Given:
    """Its program stands under `expect` like every other, so the content check runs it. Raises ContentError."""
    expected = document.data["expect"].get(raw["program"])
    if expected is None:
        raise document.error(f"nothing is expected of {raw['program']}", "forms", index)
    if expected["passed"]:
        raise document.error(f"{raw['program']} passes: to give it away would be to solve the exercise", "forms", index)
    return Given(Text.read(raw["name"]), raw["form"], read_text(document.file.parent / raw["program"]))


def _explained(document: Document, index: int, raw: dict[str, Any]) -> Explained:
    lines = read_text(document.file.parent / "reference.py").splitlines()
    first, last = raw["lines"]
    if not first <= last <= len(lines):
        raise document.error(f"reference.py has no lines {first} to {last}", "worked", index, "lines")
    return Explained(first, last, "\n".join(lines[first - 1 : last]), Text.read(raw["says"]))
