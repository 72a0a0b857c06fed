"""The content check: every program of the course is run in the real jail and held against what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lessons.checks import exercises, quizzes, races, readings
from lessons.course import Course, UnknownContent
from lessons.documents import ContentError
from sandbox.supervisor import Sandbox

Announce = Callable[[str], None]


def check(
    course: Course, sandbox: Sandbox, only: str = "", announce: Announce = lambda _what: None
) -> Iterator[ContentError]:
    """What is wrong, as it is found. `only`: a letter, an item, an exercise, or `home`; empty for all.

    Raises UnknownContent where nothing is called `only`. Schema and languages were checked as the files were read.
    """
    found = False
    for name, examine in _parts(course, sandbox):
        if only and only not in (name, name.partition(".")[0], name.partition(" ")[0]):
            continue
        found = True
        announce(name)
        yield from examine()
    if not found:
        raise UnknownContent(f"nothing to check is called {only!r}")


def _parts(course: Course, sandbox: Sandbox) -> Iterator[tuple[str, Callable[[], Iterator[ContentError]]]]:
    yield "home", lambda: races.check(course.home, sandbox)
    for concept in course.concepts:
        if not concept.is_complete:
            continue
        letter = concept.letter
        if concept.demo is not None:
            yield f"{letter} demonstration", lambda demo=concept.demo: races.check(demo, sandbox)  # type: ignore[misc]
        yield f"{letter} bet", lambda concept=concept: quizzes.check_bet(concept)  # type: ignore[misc]
        yield f"{letter} reading", lambda concept=concept: readings.check(concept, sandbox)  # type: ignore[misc]
        for item in concept.items:
            yield item.id, lambda item=item: quizzes.check(item, sandbox)  # type: ignore[misc]
        for exercise in concept.exercises:
            yield exercise.id, lambda exercise=exercise: exercises.check(exercise, sandbox)  # type: ignore[misc]
