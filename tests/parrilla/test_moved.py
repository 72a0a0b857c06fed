"""A log-in that overtakes something its own guest has just sent: nothing is lost unseen, and no page fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lessons.course import course
from parrilla.accounts import guests
from parrilla.accounts.adoption import adopt
from parrilla.accounts.models import User
from tests.lessons.test_quiz import right_answer
from tests.parrilla.people import person
from tests.parrilla.walking import form_of, stake

# With real transactions: that a row's owner is gone is noticed at the end of one.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages")]

Send = Callable[[Client], Any]
ITEM = course().item("M.q1")
PROGRAM = {"name": "mine", "form": "", "source": "print('hello')\n"}
SKETCH = {
    "title": "Mine",
    "programs": [PROGRAM],
    "choices": {"kind": "script", "services": [], "users": 1, "rounds": 1},
}


def sent(path: str, body: Any) -> Send:
    return lambda client: client.post(path, json.dumps(body), content_type="application/json")


JSON: dict[str, Send] = {
    "a draft": sent("/exercises/A1/draft", {"source": "x = 1\n", "version": 0}),
    "a form": sent("/exercises/A1/forms/1", {"name": "another", "form": "", "source": "x = 1\n"}),
    "a sketch": sent("/playground/sketches/", SKETCH),
    "a run": sent("/runs/", {"context": "A1", "purpose": "run", "entrants": [PROGRAM], "bets": []}),
}
FORMS: dict[str, Send] = {
    "a bet": lambda client: client.post("/course/A/bet/", {"stake": stake("A", right=True)}),
    "an answer": lambda client: client.post("/course/M/quiz/M.q1/", form_of(ITEM, right_answer(ITEM))),
    "a hint": lambda client: client.post(
        "/exercises/A1/hints/1", headers={"referer": "http://testserver/exercises/A1/?from=here"}
    ),
}


@pytest.fixture(params=["before it is taken in", "while it is being kept"])
def overtaken(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> User:
    """Whoever is a guest is adopted at the worst moment of the next thing they send. Returns the account."""
    account = person("Ana")
    seen = guests.seen

    def adopted(user: User) -> None:
        if user.is_guest and request.param == "before it is taken in":
            user.last_login = None
            adopt(User.objects.get(pk=user.pk), account)
            seen(user)
        elif user.is_guest:
            seen(user)
            adopt(User.objects.get(pk=user.pk), account)

    monkeypatch.setattr(guests, "seen", adopted)
    return account


@pytest.mark.parametrize("what", JSON)
def test_a_script_is_told_to_reload(client: Client, overtaken: User, what: str) -> None:
    answer = JSON[what](client)
    assert answer.status_code == 409
    assert answer.json()["message"]
    nothing_is_left(overtaken)


@pytest.mark.parametrize("what", FORMS)
def test_a_form_is_given_back(client: Client, overtaken: User, what: str) -> None:
    answer = FORMS[what](client)
    assert answer.status_code == 303
    assert answer["Location"] == ("http://testserver/exercises/A1/?from=here" if what == "a hint" else "/")
    nothing_is_left(overtaken)


def test_a_strange_referer_is_not_followed(client: Client, overtaken: User) -> None:
    answer = client.post("/exercises/A1/hints/1", headers={"referer": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_without_a_log_in_all_of_them_are_kept(client: Client) -> None:
    for what, send in (JSON | FORMS).items():
        assert send(client).status_code in (200, 201, 302), what
    assert User.objects.count() == 1


def nothing_is_left(account: User) -> None:
    assert list(User.objects.all()) == [account]
    assert not account.drafts.exists()
    assert not account.bets.exists()
    assert not account.attempts.exists()
