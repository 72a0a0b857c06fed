"""The learner's own page: what was bet, answered, run and passed; and drafts that no tab overwrites unseen."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client

from lessons.course import course
from parrilla.accounts.adoption import adopt
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt, Bet, Draft, OpenedHint
from parrilla.progress.record import standing_of
from tests.parrilla.people import a_run, person, signed_in, submission
from tests.parrilla.walking import send, stake, text

pytestmark = pytest.mark.django_db


def save(client: Client, source: str, version: int, exercise: str = "A1") -> Any:
    body = json.dumps({"source": source, "version": version})
    return client.post(f"/exercises/{exercise}/draft", body, content_type="application/json")


def test_a_visitor_who_did_nothing_is_told_where_to_begin_and_becomes_nobody(visitor: Client) -> None:
    page = text(visitor, "/progress/")
    assert "The grill is cold" in page
    assert "sign up" not in page.lower().replace("sign in", "")
    assert not User.objects.exists()


def test_a_guest_has_a_progress_page_and_an_invitation_to_keep_it(visitor: Client) -> None:
    visitor.post("/course/A/bet/", {"stake": stake("A", right=False)})
    page = text(visitor, "/progress/")
    assert "You bet 0.2 s. The race is still to be run." in page
    assert "Keep it: sign up" in page
    assert "/account/signup/?next=/progress/" in page


def test_what_was_begun_is_told_in_full_and_the_rest_in_one_list(visitor: Client) -> None:
    visitor.post("/course/M/bet/", {"stake": stake("M", right=False)})
    page = text(visitor, "/progress/")
    assert page.count('<dl class="diary">') == 1
    assert 'aria-labelledby="p-M"' in page
    listed = page.split('class="ahead"')[1].split("</ul>")[0]
    assert [f'id="{concept.letter}"' in listed for concept in course().concepts] == [
        concept.letter != "M" and concept.is_complete for concept in course().concepts
    ]


def test_the_bet_stands_beside_what_it_took() -> None:
    owner = person("Ana")
    client = signed_in(owner)
    client.post("/course/A/bet/", {"stake": stake("A", right=False)})
    run = a_run(owner, "demo:A", purpose="race", state="ended", outcome="finished")
    page = text(client, "/progress/")
    assert "You bet 0.2 s, and it takes 2.0 s." in page
    assert run.get_absolute_url() in page
    assert "Keep it: sign up" not in page


def test_answers_count_their_attempts_and_name_their_ideas() -> None:
    client = signed_in(person("Ana"))
    for words in ("0.6", "0.6", "1"):
        send(client, course().item("M.q1"), words)
    page = text(client, "/progress/")
    assert "at attempt 3" in page
    assert page.count("An await inside a for, or an async for, starts everything at once") == 1


def test_runs_that_fail_on_our_side_are_no_pass_and_races_cut_short_are_not_watched() -> None:
    owner = person("Ana")
    submission(owner, None, "A1")
    a_run(owner, "demo:A", purpose="race", state="ended", outcome="stopped")
    a_run(owner, "demo:M", purpose="race", state="running")
    standing = standing_of(owner)
    assert (standing.passed, standing.watched, standing.tried) == (frozenset(), frozenset(), frozenset({"A1"}))


def test_the_history_of_an_exercise_keeps_every_submission_with_its_code() -> None:
    owner = person("Ana")
    for number in range(3):
        source = f"print('program {number} <b>')\n"
        submission(owner, number == 2, "A1", entrants=[{"name": "yours", "form": "", "source": source}])
    page = signed_in(owner).get("/progress/A1/").content.decode()
    for number in range(3):
        assert f"program {number} &lt;b&gt;" in page.replace("&#x27;", "'")
    assert "3 submissions, 0 runs" in text(signed_in(owner), "/progress/")


def test_nobody_sees_what_somebody_else_did() -> None:
    owner, other = person("Ana"), person("Luz")
    submission(owner, True, "A1")
    signed_in(owner).post("/course/A/bet/", {"stake": stake("A", right=True)})
    assert "The grill is cold" in text(signed_in(other), "/progress/")
    assert "Nothing handed in yet" in text(signed_in(other), "/progress/A1/")


def test_signing_up_keeps_the_earlier_bet_all_attempts_and_the_later_draft(visitor: Client) -> None:
    visitor.post("/course/A/bet/", {"stake": stake("A", right=False)})
    send(visitor, course().item("A.q4"), "2")
    guest = User.objects.get()
    account = person("Ana")
    client = signed_in(account)
    client.post("/course/A/bet/", {"stake": stake("A", right=True)})
    send(client, course().item("A.q4"), "0.2")
    save(client, "old\n", 0)
    save(visitor, "new\n", 0)
    adopt(guest, account)
    assert Bet.objects.get().stake == stake("A", right=False)
    assert Attempt.objects.filter(owner=account).count() == 2
    draft = Draft.objects.get()
    assert (draft.owner, draft.source) == (account, "new\n")
    assert draft.version > 1


def test_signing_up_keeps_the_hints_and_when_each_was_first_opened(visitor: Client) -> None:
    visitor.post("/exercises/A1/hints/1")
    guest, account = User.objects.get(), person("Ana")
    for number in (1, 2):
        OpenedHint.objects.create(owner=account, exercise="A1", number=number)
    first = OpenedHint.objects.get(owner=guest).opened_at
    adopt(guest, account)
    assert [hint.number for hint in OpenedHint.objects.filter(owner=account).order_by("number")] == [1, 2]
    assert OpenedHint.objects.get(number=1).opened_at == first


def test_a_draft_is_kept_and_comes_back(visitor: Client) -> None:
    first = save(visitor, "print(1)\n", 0)
    assert (first.status_code, first.json()["version"]) == (200, 1)
    assert save(visitor, "print(2)\n", 1).json()["version"] == 2
    page = visitor.get("/exercises/A1/")
    assert page.context["source"] == "print(2)\n"
    assert page.context["exercise_json"]["version"] == 2
    assert page.context["starter"] == course().exercise("A1").starter


def test_a_stale_tab_overwrites_nothing_and_is_shown_what_stands(visitor: Client) -> None:
    save(visitor, "from one tab\n", 0)
    save(visitor, "from one tab, later\n", 1)
    for version in (0, 1, 7):
        stale = save(visitor, "from the other\n", version)
        assert stale.status_code == 409
        assert stale.json()["source"] == "from one tab, later\n"
        assert stale.json()["version"] == 2
    assert Draft.objects.get().source == "from one tab, later\n"
    assert save(visitor, "from the other\n", 2).status_code == 200


def test_sending_the_same_text_twice_is_no_conflict(visitor: Client) -> None:
    save(visitor, "the same\n", 0)
    assert save(visitor, "the same\n", 0).json()["version"] == 1


def test_an_empty_program_is_a_draft_too(visitor: Client) -> None:
    assert save(visitor, "", 0).status_code == 200
    assert visitor.get("/exercises/A1/").context["source"] == ""


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[]", 400),
        ("null", 400),
        ('{"source": 1, "version": 0}', 400),
        ('{"source": "x"}', 400),
        ('{"source": "x", "version": -1}', 400),
        ('{"source": "x", "version": true}', 400),
        ('{"source": "x", "version": 1e400}', 400),
        ('{"source": "x", "version": 99999999999999999999}', 400),
        ('{"source": "\\u0000", "version": 0}', 400),
        ('{"source": "\\ud800", "version": 0}', 400),
        ("[" * 100_000, 400),
        (json.dumps({"source": "x" * 300_000, "version": 0}), 413),
        (json.dumps({"source": "x" * 600_000, "version": 0}), 413),
    ],
)
def test_what_is_no_draft_is_refused_and_makes_nobody(visitor: Client, body: str, status: int) -> None:
    response = visitor.post("/exercises/A1/draft", body, content_type="application/json")
    assert response.status_code == status
    assert response.json()["error"]
    assert not User.objects.exists()


def test_a_draft_of_an_exercise_that_does_not_exist_is_not_found(visitor: Client) -> None:
    assert save(visitor, "x", 0, "Z9").status_code == 404
    assert visitor.get("/exercises/A1/draft").status_code == 405


def test_the_exercises_page_says_how_each_stands() -> None:
    owner = person("Ana")
    submission(owner, False, "A1")
    submission(owner, True, "M2")
    page = unescape(signed_in(owner).get("/exercises/").content.decode())
    page = page[page.index("<main") : page.index("</main>")]
    assert page.count("Passed") == 1
    assert page.count("On the fire") == 1
    assert page.count("Not tried yet") == len(course().exercises) - 2
