"""A race of several rounds, from the request to the record and its words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from parrilla.runs import account, wire
from parrilla.runs.launch import job_of
from parrilla.runs.models import Run
from parrilla.runs.record import record
from parrilla.runs.request import Refused, read
from parrilla.runs.transcript import Invalid, read_frame
from sandbox.events import Event
from sandbox.job import Job
from sandbox.outlet import Outlet
from tests.parrilla.conftest import Cast
from tests.parrilla.programs import ended, entrant_ended, event, post, started, wish

pytestmark = pytest.mark.django_db(transaction=True)


def asked(**changes: Any) -> bytes:
    return json.dumps(wish(**changes)).encode()


def round_ended(seq: int, number: int, **changes: Any) -> Event:
    data = {"round": number, "wall_s": 0.5, "cpu_s": 0.1, "outcome": "exited", "exit_code": 0} | changes
    return event(seq, "round-ended", data, entrant=0)


@pytest.mark.parametrize("rounds", [1, 3, 5])
def test_a_race_may_be_asked_for_once_three_or_five_times(rounds: int) -> None:
    assert read(asked(rounds=rounds)).rounds == rounds


@pytest.mark.parametrize("rounds", [0, 2, 4, 6, 9, 1000, -1, True, 3.0, "3", None, [3]])
def test_no_other_number_of_rounds_is_taken(rounds: Any) -> None:
    with pytest.raises(Refused) as refused:
        read(asked(rounds=rounds))
    assert refused.value.code == "malformed"


@pytest.mark.parametrize("purpose", ["run", "submit"])
def test_only_a_race_has_rounds(purpose: str) -> None:
    with pytest.raises(Refused):
        read(asked(rounds=3, purpose=purpose, context="A1"))


def test_programs_of_one_name_are_refused_with_what_to_do() -> None:
    entrants = [{"name": "main", "form": "", "source": "1"}, {"name": "main", "form": "", "source": "2"}]
    with pytest.raises(Refused) as refused:
        read(asked(entrants=entrants))
    assert refused.value.code == "same-name"


@pytest.mark.usefixtures("messages")
def test_the_rounds_reach_the_job_and_are_kept_with_the_run(cast: Cast) -> None:
    answer = post(cast.owner.client, wish(rounds=3))
    assert answer.status_code == 201, answer.content
    run = Run.objects.get()
    assert (run.rounds, run.as_json()["rounds"]) == (3, 3)
    job = Job.from_json(job_of(run).to_json())
    assert (job.rounds, job.grade) == (3, ())


@pytest.mark.usefixtures("messages")
def test_an_exercise_can_be_raced_in_four_forms_and_is_not_graded(cast: Cast) -> None:
    entrants = [
        {"name": f"form {n}", "form": form, "source": "1"} for n, form in enumerate(["", "sync", "async", "threads"])
    ]
    assert post(cast.owner.client, wish(context="A1", entrants=entrants, rounds=5)).status_code == 201
    job = job_of(Run.objects.get())
    assert (len(job.entrants), job.rounds, job.grade) == (4, 5, ())


@pytest.mark.usefixtures("messages")
def test_the_record_keeps_every_round_and_tells_the_middle_one(cast: Cast) -> None:
    entrants = [{"name": "main", "form": "", "source": "print(1)\n"}]
    run = Run.objects.create(
        owner=cast.owner.user, purpose="race", context="A1", entrants=entrants, rounds=3, language="en"
    )
    way = Outlet(wire.client(), str(run.pk), "worker")
    way.send([started(), entrant_ended(1), round_ended(2, 2, wall_s=0.61), round_ended(3, 3, wall_s=0.49), ended(4)])
    record(str(run.pk))
    kept = Run.objects.get()
    assert [one["wall_s"] for one in kept.summary[0]["rounds"]] == [0.61, 0.49]
    assert account.entrants(kept)[0].figures == (
        "0.50 s, the median of 3 rounds (0.49 to 0.61 s), of which 0.10 s computing"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"round": 1}, {"round": 10}, {"round": True}, {"round": "2"}, {"wall_s": -1}, {"wall_s": None}, {"wall_s": "1"},
        {"cpu_s": []}, {"outcome": "<b>"}, {"outcome": None}, {"exit_code": 2**40}, {"exit_code": "0"},
    ],
)  # fmt: skip
def test_a_round_that_breaks_the_contract_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        read_frame(json.dumps([round_ended(0, 2, **changes)]))
