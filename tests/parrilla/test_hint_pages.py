"""The ladder of hints of an exercise, and the two pages at its top: its lines in pieces, its reference explained."""

import re

import pytest
from django.test import Client

from lessons.beliefs import belief
from lessons.course import course
from lessons.hints import ladder_of
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt, OpenedHint
from tests.lessons.test_quiz import right_answer
from tests.parrilla.walking import climb, form_of, text

pytestmark = pytest.mark.django_db


def test_the_ladder_is_climbed_one_rung_at_a_time_and_remembered_without_a_script(visitor: Client) -> None:
    exercise = course().exercise("M2")
    assert [rung.kind for rung in ladder_of(exercise)] == ["hint", "hint", "hint", "goals", "lines", "worked"]
    shown = lambda page: page.count('<details class="hint"')  # noqa: E731
    page = text(visitor, "/exercises/M2/")
    assert shown(page) == 0
    assert "Show hint 1 of 3" in page
    assert not User.objects.exists()
    assert visitor.post("/exercises/M2/hints/2").status_code == 404  # not before the first
    assert not OpenedHint.objects.exists()
    following = ["Show hint 2 of 3", "Show hint 3 of 3", "step by step", "in pieces", "reference, explained", ""]
    for number, told in enumerate(following, 1):
        answer = visitor.post(f"/exercises/M2/hints/{number}")
        assert (answer.status_code, answer["Location"]) == (302, f"/exercises/M2/#hint-{number}")
        page = text(visitor, "/exercises/M2/")
        assert shown(page) == number
        assert told in page
    assert 'action="/exercises/M2/hints/' not in page
    assert exercise.goals[1].en.replace("`", "") in re.sub(r"<[^>]+>", "", page)
    visitor.post("/exercises/M2/hints/1")
    assert list(OpenedHint.objects.order_by("number").values_list("exercise", "number")) == [
        ("M2", n) for n in range(1, 7)
    ]
    assert visitor.post("/exercises/M2/hints/7").status_code == 404
    assert "6 hints taken" in text(visitor, "/progress/")


@pytest.mark.parametrize("page", ["lines", "worked"])
def test_the_upper_rungs_are_reached_by_those_below_and_by_nothing_else(visitor: Client, page: str) -> None:
    for rungs in (0, 3):
        climb(visitor, "M2", rungs)
        answer = visitor.get(f"/exercises/M2/{page}/")
        assert (answer.status_code, answer["Location"]) == (302, "/exercises/M2/#hints")
    assert visitor.get(f"/exercises/Z9/{page}/").status_code == 404


def test_an_exercise_is_built_from_its_lines_and_every_try_is_kept(visitor: Client) -> None:
    climb(visitor, "M2", 5)
    puzzle = course().exercise("M2").puzzle
    assert puzzle is not None
    stranger = puzzle.distractors[1]
    wrong = [list(part) for part in puzzle.arrangement]
    wrong[stranger.instead][0] = stranger.key
    url = "/exercises/M2/lines/"
    assert visitor.post(url, form_of(puzzle, wrong))["Location"] == f"{url}#M2-parsons"
    page = text(visitor, url)
    assert belief("sequential-awaits").en in page  # type: ignore[union-attr]
    assert stranger.trap.says.en.split("`")[0] in page
    assert "From here on" in page
    answer = visitor.post(url, form_of(puzzle, right_answer(puzzle)), headers={"x-fragment": "item"}).content.decode()
    assert answer.strip().startswith("<quiz-item")
    assert "So it is" in answer
    assert list(Attempt.objects.order_by("pk").values_list("item", "right")) == [
        ("M2.parsons", False),
        ("M2.parsons", True),
    ]
    assert visitor.post(url, {"line-1": "nothing"}).status_code == 422
    assert visitor.post(url, {}).status_code == 422
    assert Attempt.objects.count() == 2


def test_the_reference_is_shown_raced_against_the_start_with_each_part_explained(visitor: Client) -> None:
    climb(visitor, "M2", 6)
    page = text(visitor, "/exercises/M2/worked/")
    assert '"context": "worked:M2"' in page
    assert [name in page for name in ("Starting code", "Reference")] == [True, True]
    race = course().context("worked:M2")
    job = race.job("6d7f6a1e-0000-4000-8000-000000000000", race.entrants, graded=True)  # type: ignore[union-attr]
    assert (job.grade, len(job.entrants), job.services) == ((), 2, course().exercise("M2").setup.services)


def test_the_ladder_alone_is_sent_to_the_pages_script(visitor: Client) -> None:
    answer = visitor.post("/exercises/A1/hints/1", headers={"x-fragment": "hints"}).content.decode()
    assert answer.strip().startswith("<hint-ladder")
    assert "Show hint 2" in answer
    assert "<html" not in answer
