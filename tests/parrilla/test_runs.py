"""The pages of a run, for those who may see it."""

from __future__ import annotations

import pytest
from django.utils import translation

from parrilla.runs import wire
from parrilla.runs.models import Run
from parrilla.runs.place import place
from parrilla.runs.record import record
from sandbox import keys
from sandbox.outlet import Outlet
from tests.parrilla.conftest import Cast, MessageServer
from tests.parrilla.programs import ended, output, post, started, whole_run, wish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages")]


@pytest.fixture
def run(cast: Cast, messages: MessageServer) -> Run:
    name = post(cast.owner.client, wish("print('<b>1</b>')\n")).json()["id"]
    return Run.objects.get(pk=name)


def test_the_owner_and_their_teacher_see_a_run_and_to_others_it_does_not_exist(cast: Cast, run: Run) -> None:
    for address in (f"/runs/{run.pk}/", f"/runs/{run.pk}/events"):
        assert cast.owner.client.get(address).status_code == 200
        assert cast.teacher.client.get(address).status_code == 200
        for nobody in (cast.classmate.client, cast.stranger.client, cast.guest.client, cast.anybody):
            assert nobody.get(address).status_code == 404


def test_the_page_shows_program_and_output_as_text_never_as_markup(cast: Cast, run: Run) -> None:
    Outlet(wire.client(), str(run.pk), "worker").send([started(), output(1, "<img src=x>\n"), ended(2)])
    record(str(run.pk))
    page = cast.owner.client.get(f"/runs/{run.pk}/").content.decode()
    assert "print(&#x27;&lt;b&gt;1&lt;/b&gt;&#x27;)" in page
    assert "&lt;img src=x&gt;" in page
    assert "<img src=x>" not in page


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("finished", ""), ("stopped", "stopped"), ("limit", "cpu"), ("failed", "no-cell"), ("lost", "worker-gone")],
)
def test_each_outcome_has_a_sentence(cast: Cast, run: Run, outcome: str, reason: str) -> None:
    Outlet(wire.client(), str(run.pk), "worker").send([started(), ended(1, outcome, reason)])
    record(str(run.pk))
    page = cast.owner.client.get(f"/runs/{run.pk}/")
    assert page.context["headline"]


def test_the_page_gives_its_script_the_program_and_says_the_place_in_words(cast: Cast, run: Run) -> None:
    page = cast.owner.client.get(f"/runs/{run.pk}/")
    assert page.context["run_json"]["entrants"][0]["source"] == "print('<b>1</b>')\n"
    assert page.context["place"] != run.context
    assert page.context["place"] in page.content.decode()


@pytest.mark.parametrize(
    ("context", "spanish"),
    [
        ("A1", "A1 · "), ("demo:A", "A"), ("worked:A1", "A1 · "), ("lab:60", "60"), ("play:script:kitchen", "Cocina"),
        ("play:app:none:30", "30"), ("step:ask", ""), ("gone:forever", ""), ("play:nonsense", ""), ("Z9", ""),
    ],
)  # fmt: skip
def test_every_context_has_words_in_both_languages(context: str, spanish: str) -> None:
    with translation.override("es"):
        assert spanish in place(context)
        assert ":" not in place(context).replace(" ", "") or context.startswith("worked")
    with translation.override("en"):
        assert place(context)
        assert context not in (place(context), "")


def test_the_recorded_events_can_be_had(cast: Cast, run: Run) -> None:
    assert cast.owner.client.get(f"/runs/{run.pk}/events").json() == []
    Outlet(wire.client(), str(run.pk), "worker").send(whole_run())
    record(str(run.pk))
    assert cast.owner.client.get(f"/runs/{run.pk}/events").json() == whole_run()


def test_the_owner_stops_a_waiting_run_and_it_never_begins(cast: Cast, run: Run) -> None:
    assert cast.owner.client.post(f"/runs/{run.pk}/stop").status_code == 204
    kept = Run.objects.get()
    assert (kept.state, kept.outcome, kept.started_at) == ("ended", "stopped", None)
    assert wire.client().zcard(keys.WAITING) == 0
    assert cast.owner.client.post(f"/runs/{run.pk}/stop").status_code == 204, "stopping twice is harmless"


def test_a_teacher_cannot_stop_it_and_strangers_do_not_find_it(cast: Cast, run: Run) -> None:
    assert cast.teacher.client.post(f"/runs/{run.pk}/stop").json()["error"] == "not-yours"
    assert cast.stranger.client.post(f"/runs/{run.pk}/stop").status_code == 404
    assert Run.objects.get().state == "queued"


def test_a_stop_that_cannot_get_through_says_so(cast: Cast, run: Run, messages: MessageServer) -> None:
    messages.kill()
    answer = cast.owner.client.post(f"/runs/{run.pk}/stop")
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")


def test_reading_a_run_costs_few_queries(cast: Cast, run: Run, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        cast.teacher.client.get(f"/runs/{run.pk}/")
