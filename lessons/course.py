"""The whole course, read once from its content files. `course()` is the door for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

from django.conf import settings

from lessons.concept import Concept, read_concept
from lessons.documents import CONTENT, ContentError, read_document
from lessons.example import Example, read_examples
from lessons.exercise import Exercise
from lessons.items import Item
from lessons.lab import LAB, UnknownCrowd, read_lab, with_crowd
from lessons.play import PREFIX, Play, UnknownChoice
from lessons.preview import Watched
from lessons.race import Race, read_race
from lessons.step import Step, UnknownMode
from lessons.worked import PREFIX as WORKED
from lessons.worked import worked_race

T = TypeVar("T")
LETTERS: Final = "ABCDEFGHIJKLMN"


class UnknownContent(LookupError):
    """No concept, item, exercise or race has this name."""


@dataclass(frozen=True)
class Course:
    """The concepts in order A to N, the race of the home page, that of the lab, and the examples of the playground."""

    concepts: tuple[Concept, ...]
    home: Race
    lab: Race
    examples: tuple[Example, ...] = ()

    @cached_property
    def by_letter(self) -> dict[str, Concept]:
        return {concept.letter: concept for concept in self.concepts}

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(exercise for concept in self.concepts for exercise in concept.exercises)

    def concept(self, letter: str) -> Concept:
        """Raises UnknownContent."""
        return _find(self.by_letter, letter, "concept")

    @cached_property
    def items(self) -> dict[str, Item]:
        """By id: those of the quizzes, and the puzzles of the exercises."""
        quizzes = {item.id: item for concept in self.concepts for item in concept.items}
        return quizzes | {one.puzzle.id: one.puzzle for one in self.exercises if one.puzzle is not None}

    def item(self, item_id: str) -> Item:
        """Raises UnknownContent."""
        return _find(self.items, item_id, "item")

    def exercise(self, exercise_id: str) -> Exercise:
        """Raises UnknownContent."""
        return _find({exercise.id: exercise for exercise in self.exercises}, exercise_id, "exercise")

    def demo(self, letter: str) -> Race:
        """The raced demonstration of a concept. Raises UnknownContent, also for a concept that is still coming."""
        demo = self.concept(letter).demo
        if demo is None:
            raise UnknownContent(f"concept {letter} has no demonstration yet")
        return demo

    def home_race(self) -> Race:
        return self.home

    def example(self, slug: str) -> Example:
        """Raises UnknownContent."""
        return _find({example.slug: example for example in self.examples}, slug, "example")

    def context(self, name: str) -> Race | Exercise | Play | Step:
        """What a run's context names: `home`, `demo:A`, an exercise (`A1`), its reference raced (`worked:A1`), the lab
        with its crowd (`lab:60`), the choices of the playground (`play:...`), or what step mode does where its schedule
        ends (`step:...`).

        All have `.job()`. Raises UnknownContent.
        """
        kind, _colon, rest = name.partition(":")
        readers: dict[str, Callable[[], Race | Exercise | Play | Step]] = {
            "demo": lambda: self.demo(rest),
            WORKED: lambda: worked_race(self.exercise(rest)),
            LAB: lambda: with_crowd(self.lab, rest),
            PREFIX: lambda: Play.of_context(name),
            "step": lambda: Step.of_context(name),
        }
        if name == "home":
            return self.home
        if name == kind or kind not in readers:
            return self.exercise(name)
        try:
            return readers[kind]()
        except (UnknownCrowd, UnknownChoice, UnknownMode):
            raise UnknownContent(f"there is no {name!r}") from None


def _find(known: dict[str, T], name: str, what: str) -> T:
    try:
        return known[name]
    except KeyError:
        raise UnknownContent(f"no {what} is called {name!r}") from None


def read_what_can_be(content: Path = CONTENT) -> tuple[Course, list[ContentError]]:
    """The course without the concepts that cannot be read, and why each cannot: an author's unfinished lesson must not
    keep others from checking theirs. Raises ContentError for what belongs to no concept."""
    concepts: list[Concept] = []
    mistakes: list[ContentError] = []
    for folder in _folders(content):
        try:
            concepts.append(read_concept(folder))
        except ContentError as error:
            mistakes.append(error)
    mistakes += _misplaced(concepts)
    return _course(content, tuple(concepts)), mistakes


def read_course(content: Path = CONTENT) -> Course:
    """Read and check every content file. Raises ContentError."""
    concepts = tuple(read_concept(folder) for folder in _folders(content))
    if "".join(concept.letter for concept in concepts) != LETTERS:
        raise ContentError(content, 1, f"the concepts are not {LETTERS[0]} to {LETTERS[-1]}, each once")
    for mistake in _misplaced(concepts):
        raise mistake
    return _course(content, concepts)


def _misplaced(concepts: Collection[Concept]) -> Iterator[ContentError]:
    """Concepts that would have to come before themselves, directly or around a few corners."""
    needs = {concept.letter: concept.prerequisites for concept in concepts}
    for concept in concepts:
        for prerequisite in concept.prerequisites:
            if concept.letter in _before(prerequisite, needs):
                message = f"{prerequisite} cannot come before {concept.letter}"
                yield concept.document.error(message, "prerequisites")


def _before(letter: str, needs: Mapping[str, Collection[str]]) -> set[str]:
    """The concept and all that comes before it."""
    found: set[str] = set()
    ahead = [letter]
    while ahead:
        found.add(one := ahead.pop())
        ahead += [need for need in needs.get(one, ()) if need not in found]
    return found


def _folders(content: Path) -> list[Path]:
    return [folder for folder in sorted(content.glob("[a-z]_*")) if folder.is_dir()]


def _course(content: Path, concepts: tuple[Concept, ...]) -> Course:
    home = read_document(content / "home" / "race.yaml", "race")
    return Course(
        concepts,
        read_race(home, "home", home.data, home.file.parent),
        read_lab(content),
        read_examples(content),
    )


def course() -> Course:
    """The course as it was on disk when first asked for; immutable, shared by every thread. With DEBUG, as it is now:
    then a mistake of its author's may raise ContentError at any time."""
    # Without Django (benchmarks, a shell) nobody is writing.
    return _watched.course() if settings.configured and settings.DEBUG else _once()


@cache
def _read() -> Course:
    return read_course()


def _once() -> Course:
    """Read by whoever asks first; the others wait for it, and do not each read it too."""
    with _reading:
        return _read()


_reading: Final = Lock()
_watched: Final = Watched(CONTENT, read_course)
