"""Other forms of a learner's program: kept by slot, each with a draft of its own, nobody else's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from lessons.course import course
from lessons.documents import ContentError
from lessons.exercise import read_exercise
from parrilla.accounts.adoption import adopt
from parrilla.progress.models import Draft
from tests.parrilla.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def send(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"/exercises/A1/{path}", json.dumps(body), content_type="application/json")


def keep(client: Client, slot: int = 1, **changes: Any) -> Any:
    return send(client, f"forms/{slot}", **{"name": "Threads", "form": "threads", "source": "1\n"} | changes)


def told(client: Client, exercise: str = "A1") -> Any:
    page = client.get(f"/exercises/{exercise}/", headers={"accept-language": "en"})
    return page.context["exercise_json"]


def test_a_form_comes_back_with_its_name_and_its_program(cast: Cast) -> None:
    assert keep(cast.owner.client).json()["version"] == 1
    [form] = told(cast.owner.client)["forms"]
    assert (form["slot"], form["name"], form["form"], form["source"]) == (1, "Threads", "threads", "1\n")
    assert told(cast.classmate.client)["forms"] == []


def test_a_form_is_autosaved_apart_from_the_program(cast: Cast) -> None:
    client = cast.owner.client
    send(client, "draft", source="main\n", version=0)
    keep(client)
    assert send(client, "forms/1/draft", source="2\n", version=1).json()["version"] == 2
    stale = send(client, "forms/1/draft", source="3\n", version=1)
    assert (stale.status_code, stale.json()["source"]) == (409, "2\n")
    page = told(client)
    assert (page["source"], page["forms"][0]["source"]) == ("main\n", "2\n")


def test_a_new_name_leaves_the_program_alone(cast: Cast) -> None:
    keep(cast.owner.client)
    answer = keep(cast.owner.client, name="Hilos", form="", source="other\n")
    assert (answer.json()["name"], answer.json()["form"], answer.json()["source"]) == ("Hilos", "", "1\n")
    assert Draft.objects.count() == 1


def test_two_forms_have_two_names(cast: Cast) -> None:
    keep(cast.owner.client)
    assert keep(cast.owner.client, slot=2).status_code == 409
    assert keep(cast.owner.client, slot=2, name="Two").status_code == 200


def test_what_is_removed_stays_removed_whatever_another_tab_still_types(cast: Cast) -> None:
    client = cast.owner.client
    keep(client)
    assert send(client, "forms/1/remove").status_code == 204
    assert send(client, "forms/1/draft", source="late\n", version=1).status_code == 410
    assert send(client, "forms/1/draft", source="late\n", version=0).status_code == 410
    assert told(client)["forms"] == []


def test_the_program_itself_cannot_be_removed_or_named(cast: Cast) -> None:
    send(cast.owner.client, "draft", source="main\n", version=0)
    assert send(cast.owner.client, "forms/0/remove").status_code == 404
    assert keep(cast.owner.client, slot=0).status_code == 404
    assert told(cast.owner.client)["source"] == "main\n"


def test_a_race_has_room_for_four(cast: Cast) -> None:
    assert keep(cast.owner.client, slot=3).status_code == 200
    assert keep(cast.owner.client, slot=4, name="Four").status_code == 404
    assert send(cast.owner.client, "forms/4/draft", source="1\n", version=0).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""}, {"name": "<b>"}, {"name": "x" * 41}, {"name": None}, {"name": "a\ud800"}, {"form": "hack"},
        {"form": None}, {"source": 5}, {"source": "a\0"}, {"source": "a\ud800"}, {"source": "#" * 70_000},
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(changes: dict[str, Any], cast: Cast) -> None:
    assert keep(cast.owner.client, **changes).status_code == 400
    assert not Draft.objects.exists()


def test_nobody_removes_the_form_of_another(cast: Cast) -> None:
    keep(cast.owner.client)
    send(cast.stranger.client, "forms/1/remove")
    assert Draft.objects.count() == 1


def test_a_guests_forms_go_along_to_the_account(cast: Cast) -> None:
    visitor = Client()
    keep(visitor)
    keep(cast.owner.client, name="Mine", source="mine\n")
    keep(visitor, slot=2, name="Two")
    guest = Draft.objects.filter(name="Two").get().owner
    adopt(guest, cast.owner.user)
    kept = Draft.objects.filter(owner=cast.owner.user).order_by("slot").values_list("slot", "name", "source")
    assert list(kept) == [(1, "Mine", "mine\n"), (2, "Two", "1\n")]


def test_of_two_forms_in_one_place_the_one_typed_last_stays_with_its_name(cast: Cast) -> None:
    visitor = Client()
    keep(cast.owner.client, name="Mine", source="mine\n")
    keep(visitor, name="Later", source="later\n")
    adopt(Draft.objects.get(name="Later").owner, cast.owner.user)
    [form] = told(cast.owner.client)["forms"]
    assert (form["name"], form["source"]) == ("Later", "later\n")


@pytest.mark.parametrize("exercise", ["A1", "K1", "M2"])
def test_the_author_gives_forms_that_do_not_pass(exercise: str, cast: Cast) -> None:
    given = course().exercise(exercise).given
    assert given
    assert [form["source"] for form in told(cast.owner.client, exercise)["given"]] == [one.source for one in given]


def test_an_answer_may_not_be_given_away(tmp_path: Any) -> None:
    import shutil

    folder = tmp_path / "m2"
    shutil.copytree(course().exercise("M2").folder, folder)
    file = folder / "exercise.yaml"
    file.write_text(file.read_text().replace("wrong/synchronous.py, name", "right/task_group.py, name"))
    with pytest.raises(ContentError, match="solve the exercise"):
        read_exercise(folder, "M")
