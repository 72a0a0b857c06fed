"""The content check: every program of the course is run in the real jail and held against what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from lessons.checks import examples, exercises, quizzes, races, readings
from lessons.course import Course, UnknownContent
from lessons.documents import ContentError
from sandbox.supervisor import Sandbox

Announce = Callable[[str], None]
Examine = Callable[[Sandbox], Iterator[ContentError]]


def check(
    course: Course, sandbox: Sandbox, only: str = "", announce: Announce = lambda _what: None
) -> Iterator[ContentError]:
    """What is wrong, as it is found. `only`: a letter, an item, an exercise, `home`, `lab` or `play`; empty for all.

    Raises UnknownContent where nothing is called `only`. Schema and languages were checked as the files were read.
    """
    found = False
    for name, examine in _parts(course):
        if only and only not in (name, name.partition(".")[0], name.partition(" ")[0]):
            continue
        found = True
        announce(name)
        yield from examine(sandbox)
    if not found:
        raise UnknownContent(f"nothing to check is called {only!r}")


def names(course: Course) -> list[str]:
    """Every part that can be checked by itself."""
    return [name for name, _examine in _parts(course)]


def _parts(course: Course) -> Iterator[tuple[str, Examine]]:
    yield "home", partial(races.check, course.home)
    yield "lab", partial(races.check, course.lab)
    for concept in course.concepts:
        if concept.demo is not None:
            yield f"{concept.letter} demonstration", partial(races.check, concept.demo)
            yield f"{concept.letter} bet", partial(quizzes.check_bet, concept)
            yield f"{concept.letter} reading", partial(readings.check, concept)
        for item in concept.items:
            yield item.id, partial(quizzes.check, item)
        for exercise in concept.exercises:
            yield exercise.id, partial(exercises.check, exercise)
    for example in course.examples:
        yield f"play {example.slug}", partial(examples.check, example)
