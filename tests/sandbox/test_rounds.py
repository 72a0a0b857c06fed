"""A race run several times: who runs again, what is told of it, and when it is enough."""

from __future__ import annotations

import threading
import uuid
from dataclasses import replace
from typing import Any

import pytest

from sandbox.events import Event
from sandbox.evidence import Exit
from sandbox.job import Entrant, InvalidJob, Job
from sandbox.rounds import ROUNDS_S, Repeats

from .conftest import Play

SHORT = "import time\nprint('on')\ntime.sleep(0.05)"
LONGER = "import time\ntime.sleep(0.1)"


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def rounds_of(repeats: Repeats, clock: Clock, lasting: float) -> list[int]:
    numbers = []
    for number in repeats:
        numbers.append(number)
        clock.now += lasting
    return numbers


@pytest.mark.jail
def test_entrants_take_turns_and_only_the_first_round_is_told_in_full(play: Play) -> None:
    run = play(SHORT, LONGER, job={"rounds": 3}, trace=True)
    assert run.outcome == ("finished", "")
    assert [(event["entrant"], event["data"]["round"]) for event in run.of("round-ended")] == [
        (0, 2), (1, 2), (0, 3), (1, 3),
    ]  # fmt: skip
    assert run.stdout == "on\n"
    assert len(run.of("entrant-ended")) == 2
    last_first = run.of("entrant-ended")[-1]["seq"]
    assert {event["type"] for event in run.events if event["seq"] > last_first} == {"round-ended", "ended"}
    for event in run.of("round-ended"):
        assert event["data"]["outcome"] == "exited"
        assert event["data"]["wall_s"] >= (0.05, 0.1)[event["entrant"]]
        assert event["data"]["cpu_s"] > 0


@pytest.mark.jail
def test_what_did_not_reach_its_end_is_not_repeated(play: Play) -> None:
    run = play(SHORT, "while True: pass", "raise SystemExit(3)", job={"rounds": 3}, wall_s=0.7)
    assert [event["entrant"] for event in run.of("round-ended")] == [0, 0]
    assert run.outcome == ("limit", "wall")


@pytest.mark.jail
def test_a_race_is_stopped_between_its_rounds_too(play: Play) -> None:
    stop = threading.Event()

    def watch(event: Event) -> None:
        if event["type"] == "round-ended":
            stop.set()

    run = play(LONGER, job={"rounds": 9}, stop=stop, watch=watch)
    assert run.outcome == ("stopped", "stopped")
    assert 1 <= len(run.of("round-ended")) < 8


@pytest.mark.jail
def test_one_round_tells_nothing_of_rounds(play: Play) -> None:
    run = play(SHORT)
    assert run.of("round-ended") == []
    assert run.of("started")[0]["data"]["rounds"] == 1


def test_a_round_that_would_not_fit_is_not_begun() -> None:
    clock = Clock()
    repeats = Repeats(9, [Exit(wall_s=ROUNDS_S / 4)], clock)
    assert rounds_of(repeats, clock, ROUNDS_S / 4) == [2, 3, 4, 5]
    assert (repeats.played, repeats.cut) == (5, True)


def test_rounds_that_grow_longer_are_fewer() -> None:
    clock = Clock()
    repeats = Repeats(9, [Exit(wall_s=1.0)], clock)
    assert rounds_of(repeats, clock, ROUNDS_S * 0.6) == [2]
    assert repeats.cut


def test_all_rounds_that_were_asked_for_are_played_where_there_is_time() -> None:
    clock = Clock()
    repeats = Repeats(5, [Exit(wall_s=1.0), Exit(wall_s=2.0)], clock)
    assert rounds_of(repeats, clock, 3.0) == [2, 3, 4, 5]
    assert not repeats.cut


def job(**changes: Any) -> dict[str, Any]:
    made = Job(run=str(uuid.uuid4()), entrants=(Entrant("print(1)"),))
    return replace(made, **changes).to_json()


def test_a_job_carries_its_rounds() -> None:
    assert Job.from_json(job(rounds=5)).rounds == 5


def test_a_job_from_before_there_were_rounds_has_one() -> None:
    raw = job()
    del raw["rounds"]
    assert Job.from_json(raw).rounds == 1


@pytest.mark.parametrize("rounds", [0, 10, -1, True, 2.0, "3", None])
def test_no_other_number_of_rounds_is_taken(rounds: Any) -> None:
    with pytest.raises(InvalidJob):
        Job.from_json({**job(), "rounds": rounds})


def test_several_rounds_are_never_graded() -> None:
    with pytest.raises(InvalidJob):
        Job.from_json(job(rounds=3, grade=({"rule": "nothing-asked", "code": "invented-answer"},)))
