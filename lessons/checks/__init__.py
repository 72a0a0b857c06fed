"""The content check: every program of the course is run in the real jail and held against what is said of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from typing import Final

from lessons.checks import animations, examples, exercises, glossaries, quizzes, races, readings
from lessons.course import Course, UnknownContent
from lessons.documents import ContentError
from sandbox.supervisor import Sandbox

Announce = Callable[[str], None]
Examine = Callable[[Sandbox], Iterator[ContentError]]

JOBS: Final = min(8, 2 * len(os.sched_getaffinity(0)))
"""Runs side by side: most of them wait for a kitchen or a clock."""
LOOKS: Final = 3
"""A busy machine delays, and what is measured may then look wrong: what is found is looked at again, alone, and is a
mistake where it stands each time."""


@dataclass(frozen=True, slots=True)
class Part:
    """The least that is checked by itself."""

    names: tuple[str, ...]
    """What it answers to, its own name last: `A`, `A1`, `A1 starter.py`."""
    examine: Examine
    alone: bool = False
    """It needs the cores for itself."""

    @property
    def name(self) -> str:
        return self.names[-1]


def check(
    course: Course,
    sandbox: Sandbox,
    only: str = "",
    *,
    announce: Announce = lambda _what: None,
    jobs: int = 1,
    alone: bool | None = None,
) -> Iterator[ContentError]:
    """What is wrong, as it is found. `only`: a letter, an item, an exercise, one of its programs (`A1 starter.py`),
    `home`, `lab` or `play`; empty for all. `announce` is told each part's name, when it is begun or, among several that
    run side by side, when it is done.

    With `jobs`, that many run side by side in the one sandbox; a part is looked at LOOKS times before it is told.
    `alone`: only the parts that need the cores for themselves, or only the others; None for both.

    Raises UnknownContent where there is no such part. Schema and languages were checked as the files were read.
    """
    parts = [part for part in _parts(course, alone) if not only or only in part.names]
    if not parts:
        raise UnknownContent(f"nothing to check is called {only!r}")
    together = [part for part in parts if not part.alone] if jobs > 1 else []
    suspects: list[Part] = []
    with ThreadPoolExecutor(max(jobs, 1)) as pool:
        begun: dict[Future[list[ContentError]], Part] = {
            pool.submit(lambda part: list(part.examine(sandbox)), part): part for part in together
        }
        for done in as_completed(begun):
            part = begun[done]
            announce(part.name)
            if done.result():
                suspects.append(part)
    for part in (*(part for part in parts if part not in together), *suspects):
        announce(part.name if part not in suspects else f"{part.name}, alone")
        yield from _standing(part, sandbox, LOOKS - (part in suspects))


def _standing(part: Part, sandbox: Sandbox, looks: int) -> list[ContentError]:
    """What is found at every look, as the last one found it."""
    found: list[ContentError] = []
    for _look in range(looks):
        found = list(part.examine(sandbox))
        if not found:
            break
    return found


def names(course: Course, alone: bool | None = None) -> list[str]:
    """What can be asked for: home, lab, each letter with all that is its, and play. `alone` as in `check`."""
    return list(dict.fromkeys(part.names[0] for part in _parts(course, alone)))


def _parts(course: Course, alone: bool | None) -> Iterator[Part]:
    return (part for part in _all_parts(course) if alone is None or part.alone == alone)


def _all_parts(course: Course) -> Iterator[Part]:
    yield Part(("home",), partial(races.check, course.home))
    yield Part(("lab",), partial(races.check, course.lab))
    yield Part(("glossary",), partial(glossaries.check, course))
    for concept in course.concepts:
        letter = concept.letter
        if concept.demo is not None:
            alone = concept.demo.setup.cpu
            yield Part((letter, f"{letter} demonstration"), partial(races.check, concept.demo), alone)
            yield Part((letter, f"{letter} bet"), partial(quizzes.check_bet, concept))
            yield Part((letter, f"{letter} reading"), partial(readings.check, concept))
        if concept.animation is not None:
            alone = concept.animation.story == "parallel-burgers"
            yield Part((letter, f"{letter} story"), partial(animations.check, concept.animation), alone)
        for item in concept.items:
            yield Part((letter, item.id), partial(quizzes.check, item))
        for exercise in concept.exercises:
            for name, examine in exercises.parts(exercise):
                yield Part((letter, exercise.id, f"{exercise.id} {name}"), examine, exercise.setup.cpu)
    for example in course.examples:
        alone = any(program.form == "processes" for program in example.parts)
        yield Part(("play", f"play {example.slug}"), partial(examples.check, example), alone)
