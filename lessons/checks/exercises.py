"""Does every program beside an exercise get the verdict it must, with a message of its own in both languages?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from lessons import trial
from lessons.beliefs import beliefs
from lessons.checks import puzzles
from lessons.documents import ContentError, read_text
from lessons.exercise import Exercise
from sandbox.grading import check_grade
from sandbox.job import InvalidJob, InvalidProgram, clean_source
from sandbox.supervisor import Sandbox

UNFILLED: Final = re.compile(r"(?<!/)\{\w+\}")
"""A measure that nobody took; a route's own braces come after a slash."""
LEAST_CHARACTERS: Final = 20
"""Of a message that says anything."""

Examine = Callable[[Sandbox], Iterator[ContentError]]


def check(exercise: Exercise, sandbox: Sandbox) -> Iterator[ContentError]:
    for _name, examine in parts(exercise):
        yield from examine(sandbox)


def parts(exercise: Exercise) -> Iterator[tuple[str, Examine]]:
    """What can be examined by itself, with its name: the folder, each program in it, the puzzle."""
    yield "folder", partial(_folder, exercise)
    for name in exercise.expect:
        yield name, partial(_program, exercise, name)
    if exercise.puzzle is not None:
        yield "parsons", partial(_puzzle, exercise)


def _folder(exercise: Exercise, _sandbox: Sandbox) -> Iterator[ContentError]:
    """Each program has its expectation and each expectation its program; rights pass, wrongs and the starter do not."""
    try:
        check_grade(tuple(dict(rule) for rule in exercise.setup.grade))
    except InvalidJob as error:
        yield exercise.document.error(str(error), "grade")
    programs = {file.relative_to(exercise.folder).as_posix() for file in exercise.folder.rglob("*.py")}
    for name in sorted(programs - exercise.expect.keys()):
        yield exercise.document.error(f"nothing is expected of {name}", "expect")
    for name in sorted(exercise.expect.keys() - programs):
        yield exercise.document.error(f"{name} does not exist", "expect", name)
    for name, expected in exercise.expect.items():
        if expected["passed"] != (name == "reference.py" or name.startswith("right/")):
            yield exercise.document.error(
                f"{name} may not be expected to {'pass' if expected['passed'] else 'fail'}", "expect", name
            )
    if not any(name.startswith("wrong/") for name in exercise.expect):
        yield exercise.document.error("no wrong program is foreseen", "expect")


def _program(exercise: Exercise, name: str, sandbox: Sandbox) -> Iterator[ContentError]:
    file, expected = exercise.folder / name, exercise.expect[name]
    if not file.is_file():
        return
    try:
        got = trial.judge(sandbox, exercise, clean_source(read_text(file)))
    except InvalidJob as error:
        yield exercise.document.error(f"the sandbox refuses this set-up: {error}")
        return
    except (trial.NotJudged, InvalidProgram) as error:
        yield ContentError(file, 1, f"not judged: {error}")
        return
    if (got["code"], got["passed"]) != (expected["code"], expected["passed"]):
        yield ContentError(file, 1, f"got {got['code']}, must get {expected['code']}; {got['evidence']}")
    yield from _message(file, got)


def _message(file: Path, got: dict[str, Any]) -> Iterator[ContentError]:
    words = got["message"]
    if words["es"] == words["en"] or any(len(one) < LEAST_CHARACTERS for one in words.values()):
        yield ContentError(file, 1, f"the message of {got['code']} is not written in both languages")
    if unfilled := UNFILLED.findall(" ".join(words.values())):
        yield ContentError(file, 1, f"the message of {got['code']} leaves {', '.join(unfilled)} open")


def _puzzle(exercise: Exercise, sandbox: Sandbox) -> Iterator[ContentError]:
    puzzle = exercise.puzzle
    assert puzzle is not None
    strangers = [distractor.trap for distractor in puzzle.distractors]
    for slug in (trap.misconception for trap in (*puzzle.traps, *strangers, puzzle.misplaced, puzzle.otherwise)):
        if slug and slug not in beliefs():
            yield exercise.document.error(f"no misconception is called {slug}", "parsons")

    def right(source: str) -> bool:
        try:
            return bool(trial.judge(sandbox, exercise, clean_source(source))["passed"])
        except (trial.NotJudged, InvalidProgram):
            return False

    yield from puzzles.check(puzzle, right, "parsons")
