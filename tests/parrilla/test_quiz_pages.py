"""The questions of a lesson, answered on its page: kept, told, given back where they are no answer."""

import re
from html import unescape

import pytest
from django.test import Client

from lessons.course import course
from lessons.items import Item
from parrilla.progress.models import Attempt
from parrilla.runs import limits, wire
from tests.lessons.test_quiz import foreseen_wrong_answers, right_answer
from tests.parrilla.conftest import MessageServer
from tests.parrilla.walking import send, text

pytestmark = pytest.mark.django_db
ITEMS = [item for concept in course().concepts for item in concept.items]


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
        seconds = int(refused["Retry-After"])
        assert (refused.status_code, 5 < seconds <= 10) == (429, True)
        page = unescape(refused.content.decode())
        assert f"That is a lot of answers in a short time. Check this one again in {seconds} seconds." in page
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
