"""What comes back after days: which cards there are, when they are due and in which order, and what is mastered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lessons.course import course
from lessons.items import Elapsed
from parrilla.accounts.adoption import adopt
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt
from parrilla.review import deck, memory
from parrilla.review.atlas import Atlas
from parrilla.review.mastery import Mastery, masteries
from parrilla.review.models import Card, Review
from parrilla.review.session import A_DAY, sitting
from parrilla.runs.signals import run_changed
from tests.parrilla.people import person, signed_in, submission
from tests.parrilla.walking import send, stake, text

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)


def due_now(user: User) -> None:
    Card.objects.filter(owner=user).update(due_at=timezone.now() - timedelta(minutes=1))


def due_prediction(owner: User, client: Client) -> Card:
    """The one card they have, and it is due: a wrong answer's, of a run to predict."""
    send(client, course().item("M.q1"), "0.3")
    due_now(owner)
    Card.objects.exclude(kind="run").delete()
    return Card.objects.get(owner=owner)


def test_what_is_known_comes_back_later_each_time_and_what_is_not_comes_back_soon() -> None:
    known = memory.begun(True, NOW)
    gaps = []
    for _time in range(4):
        now = memory.due_at(known)
        gaps.append(now - datetime.fromisoformat(known["last_review"]))
        assert memory.strength(known, now) == pytest.approx(memory.KEPT, abs=0.05)
        known = memory.reviewed(known, True, now)
    assert gaps == sorted(gaps)
    assert timedelta(days=1) <= gaps[0] <= timedelta(days=5) < gaps[3]
    assert memory.due_at(memory.begun(False, NOW)) - NOW <= timedelta(days=2)


def test_a_wrong_answer_leaves_a_card_for_its_idea_and_a_prediction_one_for_its_run() -> None:
    owner = person("Ana")
    send(signed_in(owner), course().item("M.q1"), "0.6")
    cards = {(card.kind, card.subject): card for card in Card.objects.filter(owner=owner)}
    [shown] = Attempt.objects.get(owner=owner).misconceptions
    assert set(cards) == {("idea", shown), ("run", "M.q1")}
    assert all(card.letter == "M" and card.due_at > timezone.now() for card in cards.values())


def test_a_bet_that_missed_leaves_a_card_and_one_that_hit_does_not() -> None:
    owner = person("Ana")
    client = signed_in(owner)
    client.post("/course/A/bet/", {"stake": stake("A", right=False)})
    client.post("/course/M/bet/", {"stake": stake("M", right=True)})
    bet = course().concept("A").bet
    assert bet is not None
    missed = bet.stake(stake("A", right=False))
    assert missed is not None
    assert [card.subject for card in Card.objects.filter(owner=owner)] == [missed.misconception]


def test_a_verdict_that_names_an_idea_leaves_a_card() -> None:
    owner = person("Ana")
    run = submission(owner, False, "M2", verdict_code="task-lost")
    run_changed.send(type(run), run=run)
    assert [(card.subject, card.letter) for card in Card.objects.filter(owner=owner)] == [("task-dropped", "M")]


def test_an_idea_that_no_question_asks_about_makes_no_card() -> None:
    owner = person("Ana")
    deck.meet(owner, Card.Kind.IDEA, "flat-earth", "A", right=False)
    assert not Card.objects.exists()


def test_every_card_can_be_asked_and_an_idea_with_another_item_than_last_time() -> None:
    owner = person("Ana")
    for concept in course().concepts:
        for item in concept.items:
            for slug in deck.ideas(item):
                deck.meet(owner, Card.Kind.IDEA, slug, concept.letter, right=False, item=item.id)
    cards = list(Card.objects.filter(owner=owner))
    assert len(cards) > 10
    for card in cards:
        item = deck.item_of(card, {concept.letter for concept in course().concepts})
        assert item is not None
        assert card.subject in deck.ideas(item)
        assert item.id != card.last_item or len(deck.asking(card.subject)) == 1


def test_nobody_is_asked_about_a_lesson_they_have_not_opened() -> None:
    owner = person("Ana")
    shared = next(
        slug
        for item in course().concept("M").items
        for slug in deck.ideas(item)
        if {other.letter for other in deck.asking(slug)} - {"M"}
    )
    home = next(item for item in deck.asking(shared) if item.letter == "M")
    deck.meet(owner, Card.Kind.IDEA, shared, "M", right=False, item=home.id)
    card = Card.objects.get(owner=owner)
    asked = deck.item_of(card, {"M"})
    assert asked is not None
    assert asked.letter == "M"


def test_a_visitor_is_told_what_will_stand_here_and_becomes_nobody() -> None:
    page = text(Client(headers={"accept-language": "en"}), "/review/")
    assert "There is nothing to come back to yet" in page
    assert not User.objects.exists()


def test_a_card_is_asked_answered_told_and_comes_back_later() -> None:
    owner = person("Ana")
    client = signed_in(owner)
    item = course().item("M.q1")
    assert isinstance(item, Elapsed)
    send(client, item, str(item.seconds))
    assert "Nothing is due" in text(client, "/review/")
    due_now(owner)
    card = Card.objects.get(owner=owner)
    assert f'action="/review/{card.pk}/"' in client.get("/review/").content.decode()
    told = client.post(f"/review/{card.pk}/", {"answer": str(item.seconds)}, follow=True)
    page = told.content.decode()
    assert "So it is" in page
    assert "It comes back on" in page
    card.refresh_from_db()
    assert card.due_at > timezone.now() + timedelta(days=1)
    assert Review.objects.filter(owner=owner, card=card, right=True).count() == 1
    assert Attempt.objects.filter(owner=owner).count() == 2, "it is kept beside the first answer"
    page = text(client, "/review/")
    assert "1 of 8 today" in page
    assert "1 day with a review" in page


def test_a_wrong_answer_is_told_its_idea_and_returns_soon() -> None:
    owner = person("Ana")
    client = signed_in(owner)
    card = due_prediction(owner, client)
    page = client.post(f"/review/{card.pk}/", {"answer": "0.6"}, follow=True).content.decode()
    assert "It comes back soon" in page
    assert "The idea behind that answer" in page
    card.refresh_from_db()
    assert card.due_at < timezone.now() + timedelta(days=3)
    assert Card.objects.filter(owner=owner, kind="idea").count() == 1, "the idea it showed has a card of its own"


@pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "soon"}, {"answer": "9" * 99}])
def test_what_is_no_answer_is_said_to_be_none_and_costs_nothing(answer: dict[str, str]) -> None:
    owner = person("Ana")
    client = signed_in(owner)
    card = due_prediction(owner, client)
    response = client.post(f"/review/{card.pk}/", answer)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Review.objects.exists()


def test_nobody_answers_another_s_card_nor_one_that_is_not_due() -> None:
    owner, other = person("Ana"), person("Luz")
    send(signed_in(owner), course().item("M.q1"), "0.3")
    card = Card.objects.filter(owner=owner).first()
    assert card is not None
    assert signed_in(other).post(f"/review/{card.pk}/", {"answer": "0.3"}).url == "/review/"  # type: ignore[attr-defined]
    assert signed_in(owner).post(f"/review/{card.pk}/", {"answer": "0.3"}).url == "/review/"  # type: ignore[attr-defined]
    assert Client().post(f"/review/{card.pk}/", {"answer": "0.3"}).url == "/review/"  # type: ignore[attr-defined]
    assert not Review.objects.exists()
    done = Review.objects.create(owner=owner, card=card, item="M.q1", right=True)
    assert "It comes back" not in text(signed_in(other), f"/review/?told={done.pk}")


def test_a_day_has_so_many_cards_and_no_two_of_a_concept_in_a_row_where_another_waits() -> None:
    owner = person("Ana")
    slugs: set[str] = set()
    for number, letter in enumerate("AAAAAAKM"):
        ideas = {slug for item in course().concept(letter).items for slug in deck.ideas(item)} - slugs
        slugs.add(slug := min(ideas))
        known = memory.begun(False, NOW)
        due = NOW + timedelta(minutes=number)
        Card.objects.create(owner=owner, kind="idea", subject=slug, letter=letter, memory=known, due_at=due)
    letters = []
    for _card in range(3):
        now = sitting(owner)
        assert now.card is not None
        assert now.item is not None
        letters.append(now.card.letter)
        deck.review(now.card, now.item, True)
    assert letters == ["A", "K", "A"]
    card = Card.objects.filter(owner=owner).first()
    for _review in range(A_DAY - 3):
        Review.objects.create(owner=owner, card=card, item="A.q1", right=True)
    now = sitting(owner)
    assert (now.card, now.left) == (None, 0)
    assert now.waiting > 0
    assert "That is enough for today" in text(signed_in(owner), "/review/")


def test_days_in_a_row_are_counted_up_to_yesterday_where_today_has_none() -> None:
    owner = person("Ana")
    send(signed_in(owner), course().item("M.q1"), "0.3")
    card = Card.objects.filter(owner=owner).first()
    for ago in (1, 2, 3, 5):
        review = Review.objects.create(owner=owner, card=card, item="M.q1", right=True)
        Review.objects.filter(pk=review.pk).update(reviewed_at=timezone.now() - timedelta(days=ago))
    assert (sitting(owner).streak, sitting(owner).active) == (3, 4)


def test_what_a_guest_remembered_is_theirs_after_signing_up() -> None:
    account, guest = person("Ana"), User.objects.create_guest("en")
    for owner in (account, guest):
        deck.meet(owner, Card.Kind.RUN, "M.q1", "M", right=owner == guest, item="M.q1")
    theirs = Card.objects.get(owner=guest)
    deck.review(theirs, course().item("M.q1"), True)
    deck.meet(guest, Card.Kind.RUN, "M.q2", "M", right=True, item="M.q2")
    adopt(guest, account)
    assert {card.subject for card in Card.objects.all()} == {"M.q1", "M.q2"}
    assert Card.objects.get(subject="M.q1").memory["last_review"] == theirs.memory["last_review"]
    assert Review.objects.filter(owner=account).count() == 1


def test_a_concept_is_mastered_by_answers_exercises_and_memory_and_fades_with_time() -> None:
    owner = person("Ana")
    concept = course().concept("M")

    def mastery() -> Mastery:
        return next(one for one in masteries(owner) if one.concept == concept)

    assert mastery().level == "untouched"
    for item in concept.items[:-1]:
        Attempt.objects.create(owner=owner, item=item.id, answer="", right=True)
    assert (mastery().level, mastery().right) == ("learning", len(concept.items) - 1)
    for exercise in concept.exercises:
        submission(owner, True, exercise.id)
    assert mastery().level == "mastered"
    Attempt.objects.create(owner=owner, item=concept.items[0].id, answer="", right=False)
    Attempt.objects.create(owner=owner, item=concept.items[1].id, answer="", right=False)
    assert mastery().level == "learning", "the latest answers count"
    for item in concept.items[:2]:
        Attempt.objects.create(owner=owner, item=item.id, answer="", right=True)
    long_ago = memory.begun(True, timezone.now() - timedelta(days=60))
    card = Card.objects.create(
        owner=owner, kind="run", subject="M.q1", letter="M", memory=long_ago, due_at=memory.due_at(long_ago)
    )
    assert (mastery().level, mastery().due) == ("fading", 1)
    deck.review(card, course().item("M.q1"), True)
    assert mastery().level == "mastered"


def test_the_map_says_why_to_everybody_in_a_constant_number_of_queries(django_assert_max_num_queries: Any) -> None:
    owner = person("Ana")
    client = signed_in(owner)
    assert "What is mastered, and why" in text(Client(headers={"accept-language": "en"}), "/progress/mastery/")
    for item in course().concept("A").items:
        Attempt.objects.create(owner=owner, item=item.id, answer="", right=True)
        deck.meet(owner, Card.Kind.RUN, item.id, "A", right=True)
    with django_assert_max_num_queries(9):
        page = text(client, "/progress/mastery/")
    total = len(course().concept("A").items)
    assert f"your latest answer is right in {total} of {total}" in page
    assert f"Memory: {total} cards" in page


def test_on_the_map_everything_stands_right_of_what_it_needs_and_nothing_on_another() -> None:
    atlas = Atlas(masteries(None))
    assert all(edge.before.x < edge.after.x for edge in atlas.edges)
    assert len({(node.x, node.y) for node in atlas.nodes}) == len(course().concepts)
    assert all(0 < node.x < atlas.width and 0 < node.y < atlas.height for node in atlas.nodes)
