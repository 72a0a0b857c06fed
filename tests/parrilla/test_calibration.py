"""Bets beside what was measured, over time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lessons.course import course
from parrilla.accounts.models import User
from parrilla.progress.calibration import MOST, Bet, Calibration, calibration
from parrilla.progress.models import Attempt
from parrilla.runs.models import Run
from tests.parrilla.people import a_run, person, signed_in
from tests.parrilla.walking import text

pytestmark = pytest.mark.django_db


def a_bet(bet: float, measured: float, ago: int = 0) -> Bet:
    return Bet(timezone.now() - timedelta(days=ago), "sync", "/", bet, measured)


def a_race(owner: User, bet: float, measured: float, **fields: object) -> Run:
    known = {"purpose": "race", "state": "ended", "outcome": "finished", "bets": [{"entrant": 0, "seconds": bet}]}
    return a_run(owner, "home", **{**known, "summary": [{"entrant": 0, "wall_s": measured}], **fields})


def test_how_far_off_a_bet_was_is_a_factor_either_way() -> None:
    assert a_bet(2, 1).off == pytest.approx(2)
    assert a_bet(0.5, 1).off == pytest.approx(2)
    assert (a_bet(2, 1).short, a_bet(0.5, 1).short, a_bet(1, 1).short) == (False, True, False)
    assert a_bet(1.2, 1).close
    assert not a_bet(1.3, 1).close


def test_points_stand_in_order_above_the_middle_for_too_long_and_inside_the_drawing() -> None:
    found = Calibration([a_bet(4, 1), a_bet(1, 1), a_bet(0.25, 1), a_bet(1e6, 1), a_bet(0.001, 1e5)])
    xs, ys = [point.x for point in found.points], [point.y for point in found.points]
    assert xs == sorted(xs)
    assert ys[0] < ys[1] == found.middle < ys[2]
    assert all(0 < x < found.width for x in xs)
    assert all(0 < y < found.height for y in ys)


def test_many_bets_are_told_by_all_and_drawn_by_the_newest() -> None:
    found = Calibration([a_bet(2, 1) for _ in range(MOST)] + [a_bet(1, 1) for _ in range(10)])
    assert (len(found.points), len(found.newest_first)) == (MOST, MOST)
    assert found.off == pytest.approx(2)
    assert found.off_lately == pytest.approx(1)
    assert Calibration([a_bet(1, 1)]).off_lately is None


def test_a_race_run_again_with_the_same_bet_counts_once_and_one_that_did_not_finish_does_not() -> None:
    owner = person("Ana")
    a_race(owner, 1.0, 2.0)
    a_race(owner, 1.0, 1.5)
    a_race(owner, 1.5, 1.5)
    a_race(owner, 3.0, 1.5, outcome="stopped")
    a_race(owner, 0.0, 1.5, bets=[{"entrant": 7, "seconds": 1.0}])
    assert [(bet.bet, bet.measured) for bet in calibration(owner).bets] == [(1.0, 2.0), (1.5, 1.5)]


def test_the_first_answer_about_seconds_is_a_bet_too() -> None:
    owner = person("Ana")
    for answer, right in ((0.6, False), (0.3, True)):
        Attempt.objects.create(owner=owner, item="M.q1", answer=answer, right=right)
    Attempt.objects.create(owner=owner, item="M.q2", answer=["A", "B"], right=False)
    [bet] = calibration(owner).bets
    item = course().item("M.q1")
    assert (bet.bet, bet.measured) == (0.6, item.seconds)  # type: ignore[attr-defined]
    assert bet.url == "/course/M/#M-q1"


def test_the_page_shows_each_bet_and_says_where_to_begin_without_one() -> None:
    assert "No bet has been settled yet" in text(Client(headers={"accept-language": "en"}), "/progress/bets/")
    owner = person("Ana")
    run = a_race(owner, 1.0, 2.0)
    page = text(signed_in(owner), "/progress/bets/")
    assert "off by a factor of 2" in page
    assert "÷ 2.0" in page  # as the drawing says it: half of what it took
    assert run.get_absolute_url() in page
