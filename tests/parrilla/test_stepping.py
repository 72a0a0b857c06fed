"""Step mode, from the request to the record: the browser gives choices and nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lessons.course import UnknownContent, course
from lessons.step import EXAMPLES, LIMITS
from parrilla.runs import choices, limits
from parrilla.runs.door import is_choice
from parrilla.runs.launch import job_of, launch
from parrilla.runs.models import Run
from parrilla.runs.request import Refused, read
from parrilla.runs.transcript import Invalid, read_frame
from sandbox.job import Job
from tests.parrilla.conftest import Cast
from tests.parrilla.programs import event, wish
from tests.sandbox.test_steps import SEARCH, STEP

pytestmark = pytest.mark.django_db(transaction=True)


def asked(**changes: Any) -> bytes:
    return json.dumps(wish(**{"context": "step:ask", "purpose": "run", **changes})).encode()


@pytest.mark.usefixtures("messages")
def test_the_choices_reach_the_job_and_are_kept_with_the_run(cast: Cast) -> None:
    run, _ = launch(cast.owner.user, read(asked(schedule=[0, 1, 1])))
    kept = Run.objects.get(pk=run.pk)
    job = Job.from_json(json.loads(json.dumps(job_of(kept).to_json())))
    assert (job.schedule, job.then, job.limits, job.trace) == ((0, 1, 1), "ask", LIMITS, False)


def test_a_search_begins_at_the_beginning() -> None:
    wish = read(asked(context="step:search", schedule=[1]))
    run = Run(purpose=wish.purpose, context=wish.context, entrants=wish.entrants, schedule=list(wish.schedule))
    assert Job.from_json(json.loads(json.dumps(job_of(run).to_json()))).schedule == ()


@pytest.mark.parametrize("schedule", [[64], [-1], [0.0], [True], ["0"], [0] * 501, "0", {"0": 1}, None])
def test_what_is_no_schedule_is_refused(schedule: Any) -> None:
    with pytest.raises(Refused) as refused:
        read(asked(schedule=schedule))
    assert refused.value.code == "malformed"


@pytest.mark.parametrize("changes", [{"context": "play:script:none"}, {"purpose": "race"}, {"purpose": "submit"}])
def test_only_step_mode_has_a_schedule_and_it_only_runs(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        read(asked(schedule=[0], **changes))


def test_two_programs_cannot_be_stepped_together() -> None:
    entrants = [{"name": name, "form": "", "source": "pass"} for name in ("one", "two")]
    with pytest.raises(Refused):
        read(asked(entrants=entrants))


@pytest.mark.parametrize("context", ["step:", "step:run", "step:ask:more"])
def test_there_is_no_other_way_to_step(context: str) -> None:
    with pytest.raises(UnknownContent):
        course().context(context)


def test_what_the_worker_tells_of_a_step_is_checked() -> None:
    def frame(kind: str, data: Any) -> str:
        return json.dumps([event(0, kind, data, entrant=0)])

    assert read_frame(frame("step", STEP))
    assert read_frame(frame("search", SEARCH))
    for kind, data in (("step", {}), ("step", {**STEP, "t": -1}), ("search", {**SEARCH, "found": {"schedule": "x"}})):
        with pytest.raises(Invalid):
            read_frame(frame(kind, data))


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_begins_with_an_example_in_its_language(client: Any, language: str) -> None:
    page = client.get("/step/", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    for example in EXAMPLES:
        assert example.title.of(language) in page
    assert EXAMPLES[0].source.of(language).splitlines()[2] in page


@pytest.mark.usefixtures("messages")
def test_many_choices_in_a_row_are_no_rush_and_a_search_is_a_run_like_another(cast: Cast) -> None:
    pk = cast.owner.user.pk
    for _ in range(limits.PERSON[1]):
        limits.charge_person(pk)
    with pytest.raises(Refused):
        limits.charge_person(pk)
    for _ in range(2 * limits.PERSON[1]):
        limits.charge_person(pk, step=True)
    assert is_choice(read(asked(schedule=[1])))
    assert not is_choice(read(asked(context="step:search")))
    assert not is_choice(read(asked(context="home", purpose="race")))


def test_an_exercise_of_asyncio_alone_leads_to_step_mode_and_no_other(client: Any) -> None:
    for exercise in course().exercises:
        fits = exercise.setup.kind == "script" and not exercise.setup.services
        assert ("<step-link>" in client.get(f"/exercises/{exercise.id}/").content.decode()) == fits


def test_choices_are_forgotten_after_an_hour_and_no_other_run_is(cast: Cast) -> None:
    now = timezone.now()
    ended = {"owner": cast.owner.user, "purpose": Run.Purpose.RUN, "state": Run.State.ENDED}
    old, new = now - timedelta(minutes=61), now - timedelta(minutes=59)
    for _ in range(choices.AT_ONCE + 1):
        Run.objects.create(**ended, context="step:ask", entrants=[], ended_at=old)
    kept = {
        Run.objects.create(**ended, context="step:play", entrants=[], ended_at=new),
        Run.objects.create(**ended, context="play:script:none", entrants=[], ended_at=old),
        Run.objects.create(**{**ended, "state": Run.State.RUNNING}, context="step:ask", entrants=[]),
    }
    assert choices.forget(now) == choices.AT_ONCE + 1
    assert set(Run.objects.all()) == kept
