"""Does every program beside an exercise get the verdict it must, with a message of its own in both languages?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lessons import trial
from lessons.documents import ContentError, read_text
from lessons.exercise import Exercise
from sandbox.grading import check_grade
from sandbox.job import InvalidJob, InvalidProgram, clean_source
from sandbox.supervisor import Sandbox

UNFILLED: Final = re.compile(r"(?<!/)\{\w+\}")
"""A measure that nobody took; a route's own braces come after a slash."""


def check(exercise: Exercise, sandbox: Sandbox) -> Iterator[ContentError]:
    try:
        check_grade(tuple(dict(rule) for rule in exercise.setup.grade))
    except InvalidJob as error:
        yield exercise.document.error(str(error), "grade")
        return
    yield from _files(exercise)
    for name, expected in exercise.expect.items():
        file = exercise.folder / name
        if not file.is_file():
            continue
        try:
            got = trial.judge(sandbox, exercise, clean_source(read_text(file)))
        except (trial.NotJudged, InvalidProgram) as error:
            yield ContentError(file, 1, f"not judged: {error}")
            continue
        if (got["code"], got["passed"]) != (expected["code"], expected["passed"]):
            yield ContentError(file, 1, f"got {got['code']}, must get {expected['code']}; {got['evidence']}")
        if not all(got["message"].values()) or got["message"]["es"] == got["message"]["en"]:
            yield ContentError(file, 1, f"the message of {got['code']} is not written in both languages")
        if unfilled := UNFILLED.findall(" ".join(got["message"].values())):
            yield ContentError(file, 1, f"the message of {got['code']} leaves {', '.join(unfilled)} open")


def _files(exercise: Exercise) -> Iterator[ContentError]:
    """Each program has its expectation and each expectation its program; rights pass, wrongs and the starter do not."""
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
