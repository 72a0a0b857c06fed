"""Sketches: saved as they are typed, found by their owner alone, bounded, and kept when a guest signs up."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client

from lessons import play
from lessons.course import course
from parrilla.accounts.adoption import adopt
from parrilla.accounts.models import User
from parrilla.playground import limits
from parrilla.playground.body import Body
from parrilla.playground.models import Sketch
from parrilla.runs import request
from tests.parrilla.conftest import Cast, MessageServer

pytestmark = pytest.mark.django_db(transaction=True)

CHOICES = {"kind": "script", "services": ["kitchen"], "users": 30, "rounds": 1}
HELLO = {"name": "main", "form": "", "source": "print('hello')\n"}


def wish(**changes: Any) -> dict[str, Any]:
    return {"title": "Mine", "programs": [HELLO], "choices": CHOICES, **changes}


def send(client: Client, address: str, body: Any) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(address, raw, content_type="application/json")


def create(client: Client, **changes: Any) -> Any:
    return send(client, "/playground/sketches/", wish(**changes))


def made(client: Client, **changes: Any) -> Sketch:
    answer = create(client, **changes)
    assert answer.status_code == 201, answer.content
    return Sketch.objects.get(pk=answer.json()["id"])


def bench_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script id="bench" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_looking_around_makes_no_guest_and_keeps_nothing(cast: Cast) -> None:
    people = User.objects.count()
    for place in ("/playground/", "/playground/new/", "/playground/examples/lost-update/"):
        assert cast.anybody.get(place).status_code == 200
    assert (User.objects.count(), Sketch.objects.count()) == (people, 0)


def test_the_first_change_of_a_visitor_makes_a_guest_with_a_sketch(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.anybody)
    assert sketch.owner.is_guest
    assert bench_of(cast.anybody.get(sketch.get_absolute_url()).content.decode())["programs"] == [HELLO]
    assert "Mine" in cast.anybody.get("/playground/").content.decode()


def test_a_save_takes_the_place_of_the_one_before(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.owner.client)
    other = {**HELLO, "name": "threads 2", "form": "threads", "source": ""}
    changed = wish(title="Yours", programs=[HELLO, other], choices={**CHOICES, "kind": "app", "users": 60, "rounds": 3})
    answer = send(cast.owner.client, f"{sketch.get_absolute_url()}save", {**changed, "version": 1})
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    sketch.refresh_from_db()
    body = Body.of(sketch)
    assert (body.title, body.programs, body.rounds) == ("Yours", [HELLO, other], 3)
    assert body.play.context == "play:app:kitchen:60"


def test_of_two_tabs_one_saves_and_the_other_is_told_what_stands(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.owner.client)
    save = f"{sketch.get_absolute_url()}save"
    assert send(cast.owner.client, save, {**wish(title="First"), "version": 1}).status_code == 200
    second = send(cast.owner.client, save, {**wish(title="Second"), "version": 1})
    assert second.status_code == 409
    told = second.json()
    assert (told["error"], told["title"], told["version"]) == ("stale", "First", 2)
    assert told["programs"] == [HELLO]
    same = send(cast.owner.client, save, {**wish(title="First"), "version": 1})
    assert (same.status_code, same.json()["version"]) == (200, 2), "what stands is what it wanted"


def test_a_sketch_exists_for_its_owner_alone(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.owner.client)
    place = sketch.get_absolute_url()
    for nobody in (cast.teacher.client, cast.classmate.client, cast.stranger.client, cast.guest.client, cast.anybody):
        assert nobody.get(place).status_code == 404
        assert send(nobody, f"{place}save", {**wish(title="Stolen"), "version": 1}).status_code == 404
        assert send(nobody, f"{place}share", {"named": False, "run": ""}).status_code == 404
        assert nobody.post(f"{place}delete").status_code == 404
        assert "Mine" not in nobody.get("/playground/").content.decode()
    sketch.refresh_from_db()
    assert (sketch.title, sketch.version) == ("Mine", 1)


def test_its_owner_deletes_it_and_it_is_gone(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.owner.client)
    assert cast.owner.client.get(f"{sketch.get_absolute_url()}delete").status_code == 405
    answer = cast.owner.client.post(f"{sketch.get_absolute_url()}delete", follow=True)
    assert "Deleted: Mine" in answer.content.decode()
    assert not Sketch.objects.exists()
    late = send(cast.owner.client, f"{sketch.get_absolute_url()}save", {**wish(), "version": 1})
    assert (late.status_code, late.json()["error"]) == (404, "not-here")


def test_what_a_guest_sketched_becomes_the_account_s(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.guest.client)
    adopt(cast.guest.user, cast.owner.user)
    assert [mine.pk for mine in Sketch.objects.filter(owner=cast.owner.user)] == [sketch.pk]
    assert cast.owner.client.get(sketch.get_absolute_url()).status_code == 200


def test_a_sketch_made_of_an_example_says_so(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.owner.client, example="lost-update")
    assert (sketch.from_example, sketch.from_title) == ("lost-update", "The lost sale and its lock")
    assert "The lost sale and its lock" in cast.owner.client.get("/playground/").content.decode()


@pytest.mark.parametrize("slug", [example.slug for example in course().examples])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_example_opens_as_it_stands_in_both_languages(client: Client, slug: str, language: str) -> None:
    example = course().example(slug)
    html = client.get(f"/playground/examples/{slug}/", headers={"accept-language": language}).content.decode()
    bench = bench_of(html)
    assert bench["title"] == example.title.of(language)
    assert [program["source"] for program in bench["programs"]] == [part.source for part in example.parts]
    assert bench["context"] == example.play.context


def test_an_example_nobody_wrote_is_not_here(client: Client) -> None:
    assert client.get("/playground/examples/flat-earth/").status_code == 404


BAD: dict[str, tuple[Any, int, str]] = {
    "no JSON": (b"{", 400, "malformed"),
    "not UTF-8": (b"\xff\xfe{}", 400, "malformed"),
    "a list": (b"[]", 400, "malformed"),
    "too deep": (b"[" * 100_000, 400, "malformed"),
    "larger than a request may be": (b'"' + b"x" * 2_000_000 + b'"', 413, "too-large"),
    "a title of the wrong type": (wish(title=5), 400, "malformed"),
    "no programs": (wish(programs=[]), 400, "malformed"),
    "five programs": (wish(programs=[{**HELLO, "name": f"p{n}"} for n in range(5)]), 400, "malformed"),
    "programs of the wrong type": (wish(programs="main"), 400, "malformed"),
    "a program of the wrong type": (wish(programs=[None]), 400, "malformed"),
    "an unknown form": (wish(programs=[{**HELLO, "form": "gpu"}]), 400, "malformed"),
    "markup for a name": (wish(programs=[{**HELLO, "name": "<b>"}]), 400, "malformed"),
    "two of one name": (wish(programs=[HELLO, HELLO]), 400, "same-name"),
    "a source of the wrong type": (wish(programs=[{**HELLO, "source": 5}]), 400, "malformed"),
    "a NUL": (wish(programs=[{**HELLO, "source": "a\0b"}]), 400, "nul"),
    "half a character": (b'{"title":"","programs":[{"name":"a","form":"","source":"\\ud800"}],"choices":'
                         + json.dumps(CHOICES).encode() + b"}", 400, "encoding"),
    "64 KB and a byte": (wish(programs=[{**HELLO, "source": "x" * (64 * 1024 + 1)}]), 413, "too-large"),
    "no choices": (wish(choices=None), 400, "unknown-choice"),
    "users nobody offers": (wish(choices={**CHOICES, "users": 10_000}), 400, "unknown-choice"),
    "rounds nobody offers": (wish(choices={**CHOICES, "rounds": 4}), 400, "unknown-choice"),
    "rounds that are true": (wish(choices={**CHOICES, "rounds": True}), 400, "unknown-choice"),
    "a service nobody offers": (wish(choices={**CHOICES, "services": ["internet"]}), 400, "unknown-choice"),
    "two kitchens": (wish(choices={**CHOICES, "services": ["kitchen", "stoves"]}), 400, "unknown-choice"),
    "an example nobody wrote": (wish(example="flat-earth"), 400, "malformed"),
    "an example of the wrong type": (wish(example=["lost-update"]), 400, "malformed"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_whatever_does_not_fit_is_refused_with_a_reason(messages: MessageServer, cast: Cast, name: str) -> None:
    body, status, code = BAD[name]
    answer = send(cast.owner.client, "/playground/sketches/", body)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"]
    assert not Sketch.objects.exists()


def test_programs_at_their_largest_are_kept_whole(messages: MessageServer, cast: Cast) -> None:
    programs = [{**HELLO, "name": f"p{n}", "source": "ñ" * (32 * 1024)} for n in range(4)]
    assert Body.of(made(cast.owner.client, programs=programs)).programs == programs


@pytest.mark.parametrize("version", [None, "1", True, -1, 2**31, 1.0])
def test_a_version_that_is_none_is_refused(messages: MessageServer, cast: Cast, version: Any) -> None:
    sketch = made(cast.owner.client)
    answer = send(cast.owner.client, f"{sketch.get_absolute_url()}save", {**wish(), "version": version})
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  two\n\n words ", "two words"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\u202eright to left", "right to left"),
        ("…", ""),
        ("", ""),
        ("x" * 500, "x" * 80),
    ],
)
def test_a_title_is_one_line_of_text(messages: MessageServer, cast: Cast, typed: str, kept: str) -> None:
    sketch = made(cast.owner.client, title=typed)
    assert sketch.title == kept
    for page in ("/playground/", sketch.get_absolute_url()):
        assert "<script>alert" not in cast.owner.client.get(page).content.decode()


def test_a_person_keeps_a_hundred_sketches_and_is_told_what_to_do(
    messages: MessageServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SKETCHES", 2)
    made(cast.owner.client)
    made(cast.owner.client)
    answer = create(cast.owner.client)
    assert (answer.status_code, answer.json()["error"]) == (409, "full")
    assert answer.json()["message"] == "You have 2 sketches, as many as one person can keep. Delete one to make room."
    made(cast.classmate.client)


def test_making_sketches_in_a_row_is_slowed_down(
    messages: MessageServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAKING", (0.001, 3))
    answers = [create(cast.owner.client) for _ in range(4)]
    assert {answer.status_code for answer in answers[:-1]} == {201}
    assert (answers[-1].status_code, answers[-1].json()["error"]) == (429, "too-many")
    assert answers[-1].json()["retry_after_s"] == int(answers[-1]["Retry-After"]) > 0


def test_a_choice_that_is_no_longer_on_offer_gives_way_to_the_usual_ones(messages: MessageServer, cast: Cast) -> None:
    sketch = made(cast.owner.client)
    Sketch.objects.update(choices={**CHOICES, "services": ["oven"]})
    page = cast.owner.client.get(sketch.get_absolute_url())
    assert page.status_code == 200
    assert bench_of(page.content.decode())["context"] == play.Play().context


def test_the_list_costs_as_much_for_many_as_for_few(
    messages: MessageServer, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        made(cast.owner.client)
    with django_assert_max_num_queries(5):
        cast.owner.client.get("/playground/")


def test_what_a_sketch_offers_a_run_accepts() -> None:
    assert set(play.ROUNDS) <= set(request.ROUNDS)
    assert set(play.FORMS) == request.FORMS


def test_a_made_up_address_is_not_here(cast: Cast) -> None:
    assert cast.owner.client.get(f"/playground/sketches/{uuid.uuid4()}/").status_code == 404
