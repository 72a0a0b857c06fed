"""The course is checked code: whatever it says of a program, a real run says too. And the check itself can fail."""

from dataclasses import replace

import pytest

from lessons.checks import JOBS, check, names, quizzes, races, readings
from lessons.checks.exercises import check as check_exercise
from lessons.course import UnknownContent, course
from lessons.items import Blank, BugLine, Elapsed, Order
from lessons.text import Text
from sandbox.supervisor import Sandbox

pytestmark = pytest.mark.jail


@pytest.mark.parametrize("part", names(course(), alone=False))
def test_what_the_course_says_of_its_programs_is_true(part: str, sandbox: Sandbox) -> None:
    assert [str(mistake) for mistake in check(course(), sandbox, part, jobs=JOBS, alone=False)] == []


@pytest.mark.cores
@pytest.mark.parametrize("part", names(course(), alone=True))
def test_what_the_course_says_of_programs_that_compute_is_true(part: str, sandbox: Sandbox) -> None:
    assert [str(mistake) for mistake in check(course(), sandbox, part, alone=True)] == []


def test_a_part_that_does_not_exist_is_not_taken_for_a_right_one(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownContent):
        list(check(course(), sandbox, "Z"))


def test_a_false_order_is_found(sandbox: Sandbox) -> None:
    item = course().item("M.q2")
    assert isinstance(item, Order)
    (mistake,) = quizzes.check(replace(item, lines=("B", "A", "A", "main"), traps=()), sandbox)
    assert "M.q2: a run printed ['A', 'A', 'main', 'B']" in str(mistake)
    assert mistake.file.name == "quiz.yaml"
    assert mistake.file.read_text().splitlines()[mistake.line - 1].strip().startswith("lines:")


def test_a_false_time_is_found(sandbox: Sandbox) -> None:
    item = course().item("M.q1")
    assert isinstance(item, Elapsed)
    (mistake,) = quizzes.check(replace(item, seconds=0.6, traps=()), sandbox)
    assert "the key says 0.6" in str(mistake)


def test_a_gap_filled_wrongly_is_found(sandbox: Sandbox) -> None:
    item = course().item("A.q2")
    assert isinstance(item, Blank)
    mistakes = [str(mistake) for mistake in quizzes.check(replace(item, accept=(("async", ""),), traps=()), sandbox)]
    assert len(mistakes) == 2
    assert all("<coroutine object" in mistake for mistake in mistakes)


def test_a_fix_that_mends_nothing_is_found(sandbox: Sandbox) -> None:
    item = course().item("M.q4")
    assert isinstance(item, BugLine)
    still = Text(es=item.code.es.splitlines()[4], en=item.code.en.splitlines()[4])
    mistakes = [str(mistake) for mistake in quizzes.check(replace(item, fix=still), sandbox)]
    assert any("good" not in mistake and "printed ['False']" in mistake for mistake in mistakes)


def test_a_misconception_nobody_defined_is_found(sandbox: Sandbox) -> None:
    item = course().item("A.q4")
    unknown = replace(item, otherwise=replace(item.otherwise, misconception="flat-earth"), proof=())
    assert "no misconception is called flat-earth" in str(next(quizzes.check(unknown, sandbox)))


def test_a_text_that_promises_another_output_is_found(sandbox: Sandbox) -> None:
    concept = course().concept("M")
    lying = Text(es=concept.reading.es.replace("uno empieza\nuno", "dos empieza\nuno"), en=concept.reading.en)
    mistakes = list(readings.check(replace(concept, reading=lying), sandbox))
    assert [mistake.file.name for mistake in mistakes] == ["es.md"]
    assert concept.reading.es.splitlines()[mistakes[0].line - 1] == "import asyncio"


def test_a_race_that_shows_nothing_is_found(sandbox: Sandbox) -> None:
    home = course().home_race()
    tied = replace(home, racers=(home.racers[0], replace(home.racers[0], slug="async")))
    mistakes = [str(mistake) for mistake in races.check(tied, sandbox)]
    assert any("race.yaml:11" in mistake and "less than 2 times" in mistake for mistake in mistakes)


def test_a_program_that_gets_another_verdict_is_found(sandbox: Sandbox) -> None:
    exercise = course().exercise("M2")
    expect = dict(exercise.expect)
    expect = {name: expect[name] for name in ("starter.py", "reference.py")}
    expect["starter.py"] = {"code": "task-lost", "passed": False}
    mistakes = [str(mistake) for mistake in check_exercise(replace(exercise, expect=expect), sandbox)]
    assert any("starter.py:1: got sequential, must get task-lost" in mistake for mistake in mistakes)
    assert any("nothing is expected of right/streams.py" in mistake for mistake in mistakes)
