"""A lesson as a learner walks it, without any script: bet, read, answer, answer again."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lessons.beliefs import belief
from lessons.course import course
from lessons.hints import ladder_of
from lessons.items import Item
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt, Bet, OpenedHint
from parrilla.runs import limits, wire
from tests.lessons.test_quiz import foreseen_wrong_answers, right_answer
from tests.parrilla.conftest import MessageServer
from tests.parrilla.people import a_run, person, signed_in, submission

pytestmark = pytest.mark.django_db
COMING = [concept.letter for concept in course().concepts if not concept.is_complete]
ITEMS = [item for concept in course().concepts for item in concept.items]


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


def text(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\u202f", " ")


def form_of(item: Item, answer: Any) -> dict[str, Any]:
    """The fields a browser would send for this answer."""
    if item.kind == "blank":
        return {f"gap-{number}": gap for number, gap in enumerate(answer, 1)}
    if item.kind == "parsons":
        lines = {f"line-{number}": key for number, (key, _level) in enumerate(answer, 1)}
        return lines | {f"level-{number}": level for number, (_key, level) in enumerate(answer, 1)}
    if item.kind == "order":
        return {f"line-{number}": line for number, line in enumerate(answer, 1)}
    if item.kind == "match":
        return {f"pair-{left}": right for left, right in answer.items()}
    return {"answer": answer}


def send(client: Client, item: Item, answer: Any, **headers: str) -> Any:
    return client.post(f"/course/{item.letter}/quiz/{item.id}/", form_of(item, answer), headers=headers)


def stake(letter: str, right: bool) -> str:
    bet = course().concept(letter).bet
    assert bet is not None
    return next(stake.key for stake in bet.stakes if stake.right == right)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_map_shows_fourteen_concepts_and_which_are_coming(visitor: Client, language: str) -> None:
    page = text(visitor, "/course/", **{"accept-language": language})
    for concept in course().concepts:
        assert concept.title[language] in page  # type: ignore[index]
        if not concept.is_complete:
            assert concept.truth[language] in page  # type: ignore[index]
    assert page.count('class="concept coming"') == len(COMING)
    assert page.count('class="badge fund"') == 4
    assert page.count('class="badge impo"') == 6


@pytest.mark.parametrize("letter", COMING[-1:])
def test_a_coming_concept_shows_its_rule_and_truth_and_no_quiz(visitor: Client, letter: str) -> None:
    page = text(visitor, f"/course/{letter}/")
    assert course().concept(letter).truth.en in page
    assert '<form class="quiz"' not in page
    assert visitor.post(f"/course/{letter}/bet/", {"stake": "x"}).status_code == 404


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


def climb(client: Client, exercise: str, rungs: int) -> None:
    for number in range(1, rungs + 1):
        assert client.post(f"/exercises/{exercise}/hints/{number}").status_code == 302


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


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_question_can_be_answered_without_a_script(visitor: Client, item: Item) -> None:
    wrong = foreseen_wrong_answers(item)[0]
    response = send(visitor, item, wrong)
    assert response.url == f"/course/{item.letter}/#{item.slug}"
    page = text(visitor, response.url)
    place = page[page.index(f'id="{item.slug}"') :]
    place = place[: place.index("</quiz-item>")]
    assert "<fieldset disabled>" in place
    assert "Answer again" in place
    assert 'class="g3 belief stack"' in place
    again = text(visitor, f"/course/{item.letter}/?again={item.id}")
    place = again[again.index(f'id="{item.slug}"') :]
    assert "<fieldset disabled>" not in place[: place.index("</quiz-item>")]
    send(visitor, item, right_answer(item))
    assert list(Attempt.objects.order_by("pk").values_list("right", flat=True)) == [False, True]
    assert 'class="g3 belief right stack"' in text(visitor, f"/course/{item.letter}/")


def test_what_is_no_answer_is_given_back_with_what_was_typed(visitor: Client) -> None:
    response = send(visitor, course().item("A.q4"), "half a second")
    assert response.status_code == 422
    page = unescape(response.content.decode())
    assert "Write the seconds as a number, such as 0.5." in page
    assert 'value="half a second"' in page
    assert not Attempt.objects.exists()
    assert send(visitor, course().item("M.q2"), ["A", "", "main", "B"]).status_code == 422
    assert send(visitor, course().item("A.q1"), "").status_code == 422


@pytest.mark.parametrize(("whose", "key"), [("ANSWERS", "person"), ("ANSWERS_ADDRESS", "address")])
def test_answers_faster_than_anybody_reads_are_given_back_with_the_time_to_wait(
    messages: MessageServer, visitor: Client, monkeypatch: pytest.MonkeyPatch, whose: str, key: str
) -> None:
    monkeypatch.setattr(limits, whose, (0.1, 2))
    item = course().item("A.q4")
    assert [send(visitor, item, "0.2").status_code for _ in range(2)] == [302, 302]
    for headers in ({}, {"x-fragment": "item"}):
        refused = send(visitor, item, "0.25", **headers)
        assert (refused.status_code, refused["Retry-After"]) == (429, "10")
        page = unescape(refused.content.decode())
        assert "That is a lot of answers in a short time. Check this one again in 10 seconds." in page
        assert 'value="0.25"' in page
    assert Attempt.objects.count() == 2
    [counted] = [name for name in wire.client().keys("limit:answers:*") if key in name.decode()]
    wire.client().delete(counted)
    assert send(visitor, item, "0.2").status_code == 302


def test_either_decimal_mark_is_right(visitor: Client) -> None:
    for words in ("0,2", "0.2"):
        send(visitor, course().item("A.q4"), words)
    assert [attempt.right for attempt in Attempt.objects.all()] == [True, True]


def test_hostile_text_in_an_answer_comes_back_as_text(visitor: Client) -> None:
    send(visitor, course().item("A.q2"), ['"><script>alert(1)</script>', "await"])
    page = visitor.get("/course/A/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_options_stand_in_an_order_of_the_learners_own_that_reloads_keep() -> None:
    def order(client: Client) -> list[str]:
        page = client.get("/course/A/").content.decode()
        place = page[page.index('id="A-q1"') : page.index('id="A-q2"')]
        return re.findall(r'value="([0-9a-f]{8})"', place)

    one = Client()
    first = order(one)
    assert len(first) == 4
    assert order(one) == first
    assert len({tuple(order(Client())) for _ in range(12)}) > 1


def test_a_question_alone_is_sent_to_the_pages_script(visitor: Client) -> None:
    item = course().item("M.q1")
    page = send(visitor, item, "0.6", **{"x-fragment": "item"}).content.decode()
    assert page.strip().startswith("<quiz-item")
    assert "<html" not in page
    assert "one after another" not in page  # the reason of the right answer is not given away
    assert visitor.get("/course/M/quiz/M.q1/?again=M.q1", headers={"x-fragment": "item"}).status_code == 200
    assert visitor.get("/course/M/quiz/M.q1/?again=M.q1").url == "/course/M/?again=M.q1#M-q1"  # type: ignore[attr-defined]


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
