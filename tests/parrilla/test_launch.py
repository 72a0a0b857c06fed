"""From the click to the queue: saved first, checked whole, one at a time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from lessons.course import course
from lessons.text import Language
from parrilla.accounts.models import User
from parrilla.runs import limits, wire
from parrilla.runs.launch import launch
from parrilla.runs.models import Run
from parrilla.runs.request import Refused, read
from sandbox import keys
from sandbox.outlet import Outlet
from tests.parrilla.conftest import Cast, MessageServer
from tests.parrilla.programs import post, started, whole_run, wish

pytestmark = pytest.mark.django_db(transaction=True)


def jobs() -> list[dict[str, Any]]:
    import base64

    messages = [json.loads(message) for message in wire.client().lrange(keys.QUEUE, 0, -1)]
    return [json.loads(base64.b64decode(message["body"]))[0][0] for message in messages]


def test_a_click_saves_the_program_and_the_bet_and_queues_a_job(messages: MessageServer, cast: Cast) -> None:
    answer = post(cast.owner.client, wish("print(1)\r\n", bets=[{"entrant": 0, "seconds": 1.5}]))
    assert answer.status_code == 201, answer.content
    run = Run.objects.get(pk=answer.json()["id"])
    assert (run.owner, run.state, run.entrants[0]["source"]) == (cast.owner.user, "queued", "print(1)\n")
    assert run.bets == [{"entrant": 0, "seconds": 1.5}]
    assert answer.json()["url"] == f"/runs/{run.pk}/"
    assert wire.client().zrank(keys.WAITING, str(run.pk)) == 0
    [job] = jobs()
    assert (job["run"], job["exercise"], job["grade"]) == (str(run.pk), "home", [])


def test_only_a_submission_carries_the_rules_of_the_exercise(messages: MessageServer, cast: Cast) -> None:
    post(cast.owner.client, wish(context="A1", purpose="submit"))
    assert jobs()[0]["grade"]


def test_the_browser_cannot_choose_limits_services_or_rules(messages: MessageServer, cast: Cast) -> None:
    post(cast.owner.client, {**wish(), "limits": {"wall_s": 9999}, "services": {"x": 1}, "grade": [], "kind": "script"})
    post(cast.classmate.client, wish())
    mine, plain = sorted(jobs(), key=lambda job: job["run"]), None
    plain = mine[0]["limits"]
    assert all(job["limits"] == plain and "x" not in job["services"] for job in mine)


def test_a_program_is_kept_where_the_message_server_is_away(messages: MessageServer, cast: Cast) -> None:
    messages.kill()
    answer = post(cast.owner.client, wish("print('kept')\n"))
    assert answer.status_code == 201
    assert Run.objects.get(pk=answer.json()["id"]).entrants[0]["source"] == "print('kept')\n"


BAD: dict[str, tuple[bytes, int, str]] = {
    "no JSON": (b"{", 400, "malformed"),
    "empty body": (b"", 400, "malformed"),
    "a list": (b"[]", 400, "malformed"),
    "not UTF-8": (b"\xff\xfe{}", 400, "malformed"),
    "a body with a BOM": ("\ufeff{}".encode(), 400, "malformed"),
    "too deep": (b"[" * 100_000, 400, "malformed"),
    "a number of a million digits": (b"9" * 1_000_000, 400, "malformed"),
    "NaN": (b'{"bets": NaN}', 400, "malformed"),
    "larger than a request may be": (b'"' + b"x" * 2_000_000 + b'"', 413, "too-large"),
    "no entrants": (json.dumps(wish(entrants=[])).encode(), 400, "malformed"),
    "five entrants": (json.dumps(wish(entrants=wish()["entrants"] * 5)).encode(), 400, "malformed"),
    "entrants of the wrong type": (json.dumps(wish(entrants="main")).encode(), 400, "malformed"),
    "an entrant of the wrong type": (json.dumps(wish(entrants=[1])).encode(), 400, "malformed"),
    "a source of the wrong type": (json.dumps(wish(source=5)).encode(), 400, "encoding"),  # type: ignore[arg-type]
    "an unknown form": (
        json.dumps(wish(entrants=[{"name": "a", "form": "x", "source": "1"}])).encode(), 400, "malformed"),
    "markup for a name": (
        json.dumps(wish(entrants=[{"name": "<b>", "form": "", "source": "1"}])).encode(), 400, "malformed"),
    "a surrogate in a name": (
        json.dumps(wish(entrants=[{"name": "a\ud800", "form": "", "source": "1"}])).encode(), 400, "malformed"),
    "an unknown purpose": (json.dumps(wish(purpose="hack")).encode(), 400, "malformed"),
    "a purpose that is a list": (json.dumps(wish(purpose=["run"])).encode(), 400, "malformed"),
    "an unknown exercise": (json.dumps(wish(context="Z9")).encode(), 404, "unknown-context"),
    "a path for a context": (json.dumps(wish(context="../../etc")).encode(), 404, "unknown-context"),
    "a context with NUL": (json.dumps(wish(context="A1\0")).encode(), 404, "unknown-context"),
    "a demo that is none": (json.dumps(wish(context="demo:")).encode(), 404, "unknown-context"),
    "a bet on nobody": (json.dumps(wish(bets=[{"entrant": 4, "seconds": 1}])).encode(), 400, "malformed"),
    "a bet that is true": (json.dumps(wish(bets=[{"entrant": 0, "seconds": True}])).encode(), 400, "malformed"),
    "a bet without end": (json.dumps(wish(bets=[{"entrant": 0, "seconds": 1e400}])).encode(), 400, "malformed"),
    "a hundred bets": (json.dumps(wish(bets=[{"entrant": 0, "seconds": 1}] * 100)).encode(), 400, "malformed"),
    "no program": (json.dumps(wish("")).encode(), 400, "empty"),
    "a program of blanks": (json.dumps(wish(" \n\t\r\n")).encode(), 400, "empty"),
    "only a BOM": (json.dumps(wish("\ufeff")).encode(), 400, "empty"),
    "NUL in the program": (json.dumps(wish("print('\0')")).encode(), 400, "nul"),
    "a lone surrogate in the program": (json.dumps(wish("'\ud800'")).encode(), 400, "encoding"),
    "a program of 65 KB": (json.dumps(wish("#" * 65 * 1024)).encode(), 413, "too-large"),
    "a hundred thousand lines": (json.dumps(wish("x\n" * 100_000)).encode(), 413, "too-large"),
    "a million lines": (json.dumps(wish("\n" * 1_000_000)).encode(), 413, "too-large"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "status", "code"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_refused_with_its_reason(
    messages: MessageServer, cast: Cast, body: bytes, status: int, code: str
) -> None:
    answer = post(cast.owner.client, body)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"]
    assert not Run.objects.exists()
    assert not jobs()


@pytest.mark.parametrize("language", ["es", "en"])
def test_whatever_the_course_calls_its_entrants_may_be_asked_for(language: Language) -> None:
    races = [course().home_race(), *(concept.demo for concept in course().concepts if concept.demo)]
    names = [racer.name.of(language) for race in races for racer in race.racers]
    names += [given.name.of(language) for exercise in course().exercises for given in exercise.given]
    for name in names:
        asked = read(json.dumps(wish(entrants=[{"name": name, "form": "", "source": "1"}])).encode())
        assert asked.entrants[0]["name"] == name


def test_what_looks_odd_but_is_a_program_is_taken(messages: MessageServer, cast: Cast) -> None:
    assert post(cast.owner.client, wish("\ufeffprint('ñ', '🍔')\r\nprint(2)\r")).status_code == 201
    assert Run.objects.get().entrants[0]["source"] == "print('ñ', '🍔')\nprint(2)\n"


def test_fifty_clicks_start_one_run(messages: MessageServer, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PERSON", (1000.0, 1000))
    answers = [post(cast.owner.client, wish()) for _ in range(50)]
    assert [answer.status_code for answer in answers] == [201] + [409] * 49
    assert answers[-1].json()["error"] == "busy"
    assert answers[-1].json()["id"] == answers[0].json()["id"]
    assert len(jobs()) == 1


def test_a_run_overtaken_by_a_log_in_is_told_so(cast: Cast, messages: MessageServer) -> None:
    guest = User.objects.create_guest("es")
    stale = User.objects.get(pk=guest.pk)
    guest.delete()
    with pytest.raises(Refused) as refused:
        launch(stale, read(json.dumps(wish()).encode()))
    assert (refused.value.body["error"], refused.value.status) == ("signed-in", 409)


def test_the_database_itself_allows_one_active_run_a_person(cast: Cast) -> None:
    def begin() -> Run:
        return Run.objects.create(owner=cast.owner.user, purpose="run", context="A1", entrants=[], language="en")

    run = begin()
    with pytest.raises(IntegrityError), transaction.atomic():
        begin()
    Run.objects.filter(pk=run.pk).update(state="ended")
    begin()


def test_a_guest_too_has_one_run_at_a_time(messages: MessageServer, cast: Cast) -> None:
    first, second = post(cast.anybody, wish()), post(cast.anybody, wish())
    assert (first.status_code, second.status_code) == (201, 409)
    assert Run.objects.get().owner.is_guest


def test_who_saw_the_end_may_start_the_next_run_before_it_is_recorded(messages: MessageServer, cast: Cast) -> None:
    run = post(cast.owner.client, wish()).json()["id"]
    Outlet(wire.client(), run, "worker").send(whole_run())
    assert post(cast.owner.client, wish()).status_code == 201
    assert Run.objects.get(pk=run).outcome == "finished"


def test_a_run_that_goes_on_still_refuses_the_next_one(messages: MessageServer, cast: Cast) -> None:
    run = post(cast.owner.client, wish()).json()["id"]
    Outlet(wire.client(), run, "worker").send([started()])
    assert post(cast.owner.client, wish()).status_code == 409
    assert Run.objects.get(pk=run).state == "running"


def test_too_many_runs_are_refused_with_the_time_to_wait(
    messages: MessageServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PERSON", (0.5, 3))
    answers = [post(cast.owner.client, wish()) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [201, 409, 409, 429]
    body = answers[-1].json()
    assert body["error"] == "too-many"
    assert 1 <= body["retry_after_s"] <= 2
    assert str(body["retry_after_s"]) in body["message"]
    assert answers[-1]["Retry-After"] == str(body["retry_after_s"])


def test_a_whole_class_behind_one_address_may_run_at_once(messages: MessageServer, cast: Cast) -> None:
    answers = [post(Client(), wish()) for _ in range(30)]
    assert {answer.status_code for answer in answers} == {201}


def test_an_address_that_floods_is_refused_and_makes_no_guests(
    messages: MessageServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parrilla.accounts.models import User

    monkeypatch.setattr(limits, "ADDRESS", (0.1, 5))
    before = User.objects.count()
    answers = [post(Client(), wish()) for _ in range(20)]
    assert [answer.status_code for answer in answers].count(429) == 15
    assert User.objects.count() == before + 5


def test_runs_are_refused_with_the_reason_where_no_jail_can_be_built(messages: MessageServer, cast: Cast) -> None:
    wire.client().set(keys.REFUSAL, "no user namespaces (sysctl kernel.unprivileged_userns_clone=1)", ex=60)
    answer = post(cast.owner.client, wish())
    assert (answer.status_code, answer.json()["error"]) == (503, "no-sandbox")
    assert "user namespaces" in answer.json()["reason"]
    assert not Run.objects.exists()


def test_what_needs_a_service_that_is_missing_is_refused_in_one_sentence(messages: MessageServer, cast: Cast) -> None:
    wire.client().set(keys.MISSING, json.dumps({"database": "PostgreSQL is not installed (install it)"}))
    answer = post(cast.owner.client, wish(context="play:script:kitchen_database"))
    assert (answer.status_code, answer.json()["error"]) == (503, "no-service")
    assert "PostgreSQL" in answer.json()["message"]
    assert not Run.objects.exists()
    assert post(cast.owner.client, wish(context="play:script:kitchen_mail")).status_code == 201
    assert 'data-tick="database"' not in cast.owner.client.get("/playground/new/").content.decode()
    wire.client().delete(keys.MISSING)
    assert 'data-tick="database"' in cast.owner.client.get("/playground/new/").content.decode()


def test_an_exercise_says_what_is_missing_and_cannot_be_run(messages: MessageServer, cast: Cast) -> None:
    page = Template("{% load equipment %}{% lack services as lacks %}{{ lacks }}")
    wire.client().set(keys.MISSING, json.dumps({"disk": "no leases", "database": "not installed"}))
    with override("en"):
        assert "the slow disk" in page.render(Context({"services": {"disk": {}}}))
        assert "PostgreSQL" in page.render(Context({"services": {"kitchen": {}, "database": {}}}))
        assert not page.render(Context({"services": {"kitchen": {}, "mail": {}}}))
    assert "data-lacks" not in cast.owner.client.get("/exercises/A1/").content.decode()


def test_a_forged_request_from_another_site_is_refused(messages: MessageServer, cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.owner.user)
    assert post(strict, wish()).status_code == 403
    assert not Run.objects.exists()


def test_only_posting_starts_a_run(messages: MessageServer, cast: Cast) -> None:
    assert cast.owner.client.get("/runs/").status_code == 405


def test_the_message_is_in_the_language_of_the_browser(messages: MessageServer, cast: Cast) -> None:
    assert "NUL" in post(cast.owner.client, wish("\0x")).json()["message"]
    assert django_settings.LANGUAGE_CODE == "es"
