"""A lesson as a learner walks it, without any script: the map, the bet, the race, how far they are."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.concept import Concept
from lessons.course import course
from parrilla.accounts.models import User
from parrilla.progress.models import Bet
from tests.lessons.test_quiz import foreseen_wrong_answers, right_answer
from tests.lessons.unfinished import COMING, unfinished_course
from tests.parrilla.people import a_run, person, signed_in, submission
from tests.parrilla.walking import send, stake, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Concept:
    """The concept that is still coming in the course that is served."""
    made = unfinished_course(tmp_path)
    monkeypatch.setattr("lessons.course._once", lambda: made)
    return made.concept(COMING)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_map_shows_fourteen_concepts(visitor: Client, language: str) -> None:
    page = text(visitor, "/course/", **{"accept-language": language})
    for concept in course().concepts:
        assert concept.title[language] in page  # type: ignore[index]
    assert 'class="concept coming"' not in page
    assert page.count('class="badge fund"') == 4
    assert page.count('class="badge impo"') == 6


def test_a_coming_concept_shows_its_rule_and_truth_and_nothing_to_do(visitor: Client, unfinished: Concept) -> None:
    page = text(visitor, f"/course/{unfinished.letter}/")
    assert unfinished.rule.en in page
    assert unfinished.truth.en in page
    assert "The lesson is on its way" in page
    assert f'<a href="/course/{unfinished.prerequisites[0]}/">' in page
    assert '<form class="quiz"' not in page
    assert visitor.post(f"/course/{unfinished.letter}/bet/", {"stake": "x"}).status_code == 404


def test_the_pages_around_a_coming_concept_say_that_it_is(unfinished: Concept) -> None:
    client = signed_in(person("Ana"))
    course_map = text(client, "/course/")
    assert course_map.count('class="concept coming"') == 1
    assert unfinished.truth.en in course_map
    assert text(client, "/course/A/").count(", coming</span>") == 1
    assert "Its lesson is still being written." in text(client, "/progress/mastery/")
    assert f"{unfinished.title.en} (Coming)" in text(client, "/badges/")
    assert unfinished.title.en not in text(client, "/exercises/")


@pytest.mark.parametrize(
    "url",
    ["/course/Z/", "/course/z/", "/exercises/Z9/", "/exercises/z9/", "/course/A/quiz/K.q1/", "/course/A/quiz/A.q9/"],
)
def test_what_does_not_exist_is_not_found(visitor: Client, url: str) -> None:
    assert visitor.get(url).status_code == 404


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/course/m/", "/course/M/"),
        ("/course/a/?again=A.q1", "/course/A/?again=A.q1"),
        ("/exercises/m2/", "/exercises/M2/"),
        ("/progress/m2/", "/progress/M2/"),
    ],
)
def test_small_letters_lead_to_the_one_address_for_good(visitor: Client, typed: str, meant: str) -> None:
    answer = visitor.get(typed)
    assert (answer.status_code, answer["Location"]) == (301, meant)
    assert visitor.get(meant).status_code == 200


def test_a_moment_is_told_with_its_zone_to_who_has_no_script() -> None:
    """The browser makes it the reader's own: tests/browser/test_exercise_page.py."""
    owner = person("Ana")
    sent = submission(owner, passed=False, context="A1").created_at
    page = text(signed_in(owner), "/exercises/A1/")
    assert f'<time datetime="{sent.isoformat()}">' in page
    assert f"{sent:%H:%M} UTC</time></local-time>" in page


def test_the_history_alone_is_sent_to_the_pages_script() -> None:
    owner = person("Ana")
    client = signed_in(owner)
    for state, passed in (("running", None), ("ended", None), ("ended", False)):
        a_run(owner, "A1", purpose="submit", state=state, outcome="finished", passed=passed)
    alone = text(client, "/exercises/A1/", **{"x-fragment": "submissions"})
    assert "<html" not in alone
    assert alone.count("<li") == 3
    assert "On the fire" in alone
    assert "Not judged" in alone


def test_the_race_is_closed_until_the_bet_is_locked(visitor: Client) -> None:
    page = text(visitor, "/course/A/")
    assert "<parrilla-race" not in page
    assert not User.objects.exists()
    assert visitor.post("/course/A/bet/", {"stake": stake("A", right=False)}).url == "/course/A/#watch"  # type: ignore[attr-defined]
    page = text(visitor, "/course/A/")
    assert "<parrilla-race" in page
    assert "Bet locked: 0.2 s" in page
    assert re.search(r"<fieldset disabled>\s*<legend id=\"bet-question\"", page)
    assert User.objects.get().is_guest


def test_a_locked_bet_stays_as_it_is(visitor: Client) -> None:
    visitor.post("/course/M/bet/", {"stake": stake("M", right=False)})
    visitor.post("/course/M/bet/", {"stake": stake("M", right=True)})
    assert Bet.objects.get().stake == stake("M", right=False)


def test_a_missed_bet_behind_which_no_idea_stands_is_told_what_it_takes(visitor: Client) -> None:
    bet = course().concept("E").bet
    assert bet
    missed = next(stake for stake in bet.stakes if not stake.right and not stake.misconception)
    visitor.post("/course/E/bet/", {"stake": missed.key})
    page = text(visitor, "/course/E/")
    assert f"You bet {missed.text.en}, and it takes {bet.right.text.en}." in page
    assert "“None”" not in page
    assert "The idea behind that bet" not in page


def test_a_slip_without_a_stake_is_given_back(visitor: Client) -> None:
    for wrong in ({}, {"stake": "nothing"}, {"stake": stake("M", right=True)}):
        response = visitor.post("/course/A/bet/", wrong)
        assert response.status_code == 422
        assert b"The race opens when the bet is locked" in response.content
    assert not Bet.objects.exists()


def test_the_bet_is_settled_only_once_its_race_was_watched() -> None:
    owner = person("Ana")
    client = signed_in(owner)
    client.post("/course/A/bet/", {"stake": stake("A", right=False)})
    assert "<bet-outcome hidden>" in text(client, "/course/A/").replace("\n", " ")
    a_run(owner, "demo:A", purpose="race", state="ended", outcome="finished")
    page = text(client, "/course/A/")
    assert "<bet-outcome hidden" not in page
    assert "time.sleep inside async def only puts my function to sleep" in page


def test_the_language_changes_and_the_place_stays(visitor: Client) -> None:
    send(visitor, course().item("M.q1"), "0.6")
    response = visitor.post("/language/", {"language": "es", "next": "/course/M/?again=M.q1"})
    assert response.url == "/course/M/?again=M.q1"  # type: ignore[attr-defined]
    page = text(visitor, "/course/M/")
    assert "sería traslaparlas" in page


def test_progress_shows_in_the_sidebar(visitor: Client) -> None:
    owner = person("Bea")
    client = signed_in(owner)
    client.post("/course/M/bet/", {"stake": stake("M", right=True)})
    a_run(owner, "demo:M", purpose="race", state="ended", outcome="finished")
    for item in course().concept("M").items:
        send(client, item, right_answer(item))
    concept = course().concept("M")
    done = 2 + len(concept.items)
    assert f", {100 * done // (done + len(concept.exercises))} %" in text(client, "/course/M/")
    for exercise in concept.exercises:
        submission(owner, passed=True, context=exercise.id)
    page = text(client, "/course/M/")
    assert ", finished" in page
    assert "1 of 14" in page


@pytest.mark.parametrize(
    "url", ["/course/", "/course/A/", "/course/M/", "/exercises/", "/exercises/A1/", "/progress/", "/progress/A1/"]
)
def test_a_page_asks_the_database_the_same_number_of_times_however_much_there_is(
    url: str,
) -> None:
    owner = person("Cai")
    client = signed_in(owner)
    submission(owner, passed=False, context="A1")  # of nothing at all, a page need not ask further
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert client.get(url).status_code == 200
    for letter in "AKM":
        client.post(f"/course/{letter}/bet/", {"stake": stake(letter, right=False)})
        for item in course().concept(letter).items:
            for answer in [*foreseen_wrong_answers(item), right_answer(item)]:
                send(client, item, answer)
    for context in ("demo:A", "demo:M", "home"):
        a_run(owner, context, purpose="race", state="ended", outcome="finished")
    for exercise in course().exercises:
        for passed in (None, False, True):
            submission(owner, passed, exercise.id)
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).status_code == 200
    assert len(many) == len(few)
    assert len(many) <= 12
