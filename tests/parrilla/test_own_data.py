"""What is kept of a person is theirs: they can take it away, and delete it."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from lessons.course import course
from parrilla.accounts.models import User
from parrilla.classroom.models import Class, join
from parrilla.progress.models import Attempt
from parrilla.runs import wire
from parrilla.runs.models import Run
from parrilla.runs.record import PLATFORM
from sandbox import keys
from tests.parrilla.conftest import MessageServer
from tests.parrilla.people import PASSWORD, a_run, person, signed_in, submission
from tests.parrilla.walking import send, text

pytestmark = pytest.mark.django_db


def unpacked(client: Client) -> dict[str, Any]:
    answer = client.get("/account/data/download/")
    assert answer["Content-Type"] == "application/zip"
    assert "attachment" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]
        assert packed.testzip() is None
        return {name: json.loads(packed.read(name)) for name in packed.namelist()}


def test_everything_somebody_did_is_in_what_they_take_away_and_nothing_of_others() -> None:
    owner, other = person("Ana"), person("Luz")
    client = signed_in(owner)
    send(client, course().item("M.q1"), "0.6")
    run = submission(owner, False, "A1")
    run.events = [{"seq": 0, "t": 0.0, "type": "output", "data": {"text": "hola\n"}}]
    run.save()
    submission(other, True, "A1")
    teacher = person("Teresa", role="teacher")
    join(Class.objects.create(name="Martes", teacher=teacher), owner, "Ana")
    taken = unpacked(client)
    assert taken["profile.json"]["email"] == "ana@example.org"
    [attempt] = taken["progress.attempt.json"]
    assert (attempt["item"], attempt["right"]) == ("M.q1", False)
    assert {card["kind"] for card in taken["review.card.json"]} == {"idea", "run"}
    assert taken["classroom.enrolment.json"]
    [name] = [name for name in taken if name.startswith("runs/")]
    assert name == f"runs/{run.pk}.json"
    assert taken[name]["events"][0]["data"]["text"] == "hola\n"
    assert taken[name]["entrants"][0]["source"] == "print('hola')\n"
    assert "password" not in json.dumps(taken)
    assert "Luz" not in json.dumps(taken)


def test_a_guest_takes_theirs_and_a_visitor_is_told_there_is_nothing() -> None:
    guest = Client(headers={"accept-language": "en"})
    send(guest, course().item("M.q1"), "0.6")
    assert unpacked(guest)["progress.attempt.json"]
    visitor = Client(headers={"accept-language": "en"})
    assert "Nothing is kept of you yet" in text(visitor, "/account/data/")
    assert visitor.get("/account/data/download/").url == "/account/data/"  # type: ignore[attr-defined]
    assert visitor.post("/account/data/delete/").url == "/account/data/"  # type: ignore[attr-defined]


@pytest.mark.parametrize("given", [{}, {"password": ""}, {"password": "wrong"}])
def test_without_the_password_nothing_is_deleted(given: dict[str, str]) -> None:
    owner = person("Ana")
    answer = signed_in(owner).post("/account/data/delete/", given)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert User.objects.filter(pk=owner.pk).exists()


def test_a_person_goes_with_all_they_own_and_is_nobody_afterwards() -> None:
    owner, other = person("Ana"), person("Luz")
    client = signed_in(owner)
    send(client, course().item("M.q1"), "0.6")
    submission(owner, True, "A1")
    submission(other, True, "A1")
    answer = client.post(
        "/account/data/delete/", {"password": PASSWORD}, follow=True, headers={"accept-language": "en"}
    )
    assert answer.redirect_chain[-1][0] == "/"
    assert "All of it is deleted" in answer.content.decode()
    assert not User.objects.filter(pk=owner.pk).exists()
    assert not Attempt.objects.exists()
    assert [run.owner for run in Run.objects.all()] == [other]
    assert "Nothing is kept of you yet" in text(client, "/account/data/", **{"accept-language": "en"})


def test_a_guest_needs_no_password_and_begins_anew() -> None:
    guest = Client(headers={"accept-language": "en"})
    send(guest, course().item("M.q1"), "0.6")
    guest.post("/account/data/delete/")
    assert not User.objects.exists()
    send(guest, course().item("M.q1"), "1")
    assert Attempt.objects.count() == 1


def test_what_runs_is_stopped_first(messages: MessageServer) -> None:
    owner = person("Ana")
    run = a_run(owner, state="queued")
    signed_in(owner).post("/account/data/delete/", {"password": PASSWORD})
    assert wire.client().get(keys.claim(str(run.pk))) == PLATFORM.encode(), "no worker can take it any more"
    assert not Run.objects.filter(pk=run.pk).exists()
    assert not User.objects.filter(pk=owner.pk).exists()
