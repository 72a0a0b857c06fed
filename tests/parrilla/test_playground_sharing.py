"""Sharing: a snapshot behind an address nobody can guess, with run and name only by choice, until it is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from parrilla.playground import limits
from parrilla.playground.body import Body
from parrilla.playground.models import Share, Sketch
from parrilla.runs.models import Run
from tests.parrilla.conftest import Cast, MessageServer, Person
from tests.parrilla.people import a_run
from tests.parrilla.programs import whole_run
from tests.parrilla.test_playground import CHOICES, HELLO, made, send, wish

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("messages")]


def shared(person: Person, sketch: Sketch, named: bool = False, run: str = "") -> Any:
    return send(person.client, f"{sketch.get_absolute_url()}share", {"named": named, "run": run})


def link(person: Person, sketch: Sketch | None = None, **wishes: Any) -> Share:
    answer = shared(person, sketch or made(person.client), **wishes)
    assert answer.status_code == 201, answer.content
    url = answer.json()["url"]
    assert url.startswith("http://testserver/playground/s/")
    return Share.objects.get(pk=url.rstrip("/").rpartition("/")[2])


def run_of(person: Person, **changes: Any) -> Run:
    known: dict[str, Any] = {
        "context": "play:script:kitchen", "state": "ended", "outcome": "finished", "entrants": [HELLO],
    }  # fmt: skip
    run = a_run(person.user, **{**known, **changes})
    run.events = whole_run()
    run.save()
    return run


def test_whoever_has_the_link_sees_the_code_and_no_name(cast: Cast) -> None:
    share = link(cast.owner)
    assert len(share.token) == 22
    for anybody in (cast.anybody, cast.stranger.client, cast.guest.client):
        page = anybody.get(share.get_absolute_url())
        assert page.status_code == 200
        html = page.content.decode()
        assert "print(&#x27;hello&#x27;)" in html
        assert cast.owner.user.email not in html
        assert "by <bdi>" not in html
        assert "run-replay" not in html
        assert "Revoke" not in html
    assert "Revoke" in cast.owner.client.get(share.get_absolute_url()).content.decode()


def test_no_search_engine_is_led_to_it(cast: Cast) -> None:
    share = link(cast.owner)
    page = cast.anybody.get(share.get_absolute_url())
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_owner_s_name_is_shown_where_they_chose_it_as_it_is_today(cast: Cast) -> None:
    share = link(cast.owner, named=True)
    assert "by <bdi>owner</bdi>" in cast.anybody.get(share.get_absolute_url()).content.decode()
    cast.owner.user.name = "<b>Ñandú</b>"
    cast.owner.user.save()
    assert "by <bdi>&lt;b&gt;Ñandú&lt;/b&gt;</bdi>" in cast.anybody.get(share.get_absolute_url()).content.decode()


def test_who_has_no_name_shows_none(cast: Cast) -> None:
    assert not link(cast.guest, named=True).named


def test_what_is_changed_later_does_not_change_the_snapshot(cast: Cast) -> None:
    sketch = made(cast.owner.client)
    share = link(cast.owner, sketch)
    changed = wish(title="Later", programs=[{**HELLO, "source": "secret = 1\n"}])
    assert send(cast.owner.client, f"{sketch.get_absolute_url()}save", {**changed, "version": 1}).status_code == 200
    html = cast.anybody.get(share.get_absolute_url()).content.decode()
    assert "secret" not in html
    assert "Later" not in html


def test_a_run_is_shown_with_its_output_and_its_events_where_the_owner_wants_it(cast: Cast) -> None:
    run = run_of(cast.owner)
    share = link(cast.owner, run=str(run.pk))
    page = cast.anybody.get(share.get_absolute_url())
    html = page.content.decode()
    assert "run-replay" in html
    assert '<pre class="printed" tabindex="0">1\n</pre>' in html
    assert str(run.pk) not in html, "where the run is kept is nobody's business"
    assert cast.anybody.get(f"{share.get_absolute_url()}events").json() == whole_run()
    assert cast.anybody.get(run.get_absolute_url()).status_code == 404


def test_without_a_run_there_are_no_events(cast: Cast) -> None:
    run_of(cast.owner)
    assert cast.anybody.get(f"{link(cast.owner).get_absolute_url()}events").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"entrants": [{**HELLO, "source": "print('other')\n"}]},
        {"entrants": [{**HELLO, "name": "other"}]},
        {"entrants": [HELLO, {**HELLO, "name": "second"}]},
        {"context": "play:script:stoves"},
        {"context": "home"},
    ],
)
def test_a_run_of_something_else_is_not_shared(cast: Cast, changes: dict[str, Any]) -> None:
    answer = shared(cast.owner, made(cast.owner.client), run=str(run_of(cast.owner, **changes).pk))
    assert (answer.status_code, answer.json()["error"]) == (409, "changed")
    assert not Share.objects.exists()


def test_nobody_shares_another_person_s_run_or_one_that_goes_on(cast: Cast) -> None:
    theirs = run_of(cast.classmate)
    going = run_of(cast.owner, state="running")
    sketch = made(cast.owner.client)
    for run in (theirs, going):
        answer = shared(cast.owner, sketch, run=str(run.pk))
        assert (answer.status_code, answer.json()["error"]) == (409, "no-run")


def test_a_run_counts_as_the_same_whatever_ends_the_lines(cast: Cast) -> None:
    sketch = made(cast.owner.client, programs=[{**HELLO, "source": "print('hello')\r\n"}])
    assert link(cast.owner, sketch, run=str(run_of(cast.owner).pk)).run is not None


@pytest.mark.parametrize(
    "body", [{}, {"named": 1, "run": ""}, {"named": True, "run": "5"}, {"named": True, "run": None}]
)
def test_a_malformed_wish_is_refused(cast: Cast, body: dict[str, Any]) -> None:
    answer = send(cast.owner.client, f"{made(cast.owner.client).get_absolute_url()}share", body)
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


def test_a_fork_is_a_copy_of_one_s_own_that_says_where_it_comes_from(cast: Cast) -> None:
    share = link(cast.owner, made(cast.owner.client, choices={**CHOICES, "kind": "app", "users": 200, "rounds": 5}))
    answer = cast.stranger.client.post(f"{share.get_absolute_url()}fork")
    fork = Sketch.objects.get(owner=cast.stranger.user)
    assert (answer.status_code, answer["Location"]) == (302, fork.get_absolute_url())
    assert Body.of(fork) == Body.of(share)
    assert (fork.from_share, fork.from_title) == (share, "Mine")
    assert cast.owner.client.get(fork.get_absolute_url()).status_code == 404


def test_a_visitor_who_forks_becomes_a_guest_and_keeps_it(cast: Cast) -> None:
    share = link(cast.owner)
    page = cast.anybody.post(f"{share.get_absolute_url()}fork", follow=True)
    assert page.status_code == 200
    assert Sketch.objects.get(from_share=share).owner.is_guest


def test_a_fork_outlives_what_it_was_forked_from(cast: Cast) -> None:
    share = link(cast.owner)
    cast.stranger.client.post(f"{share.get_absolute_url()}fork")
    cast.owner.client.post(f"{share.get_absolute_url()}revoke")
    fork = Sketch.objects.get(owner=cast.stranger.user)
    assert (fork.from_share, fork.from_title) == (None, "Mine")
    assert cast.stranger.client.get(fork.get_absolute_url()).status_code == 200


def test_a_revoked_link_opens_nothing(cast: Cast) -> None:
    run = run_of(cast.owner)
    share = link(cast.owner, run=str(run.pk))
    answer = cast.owner.client.post(f"{share.get_absolute_url()}revoke")
    assert answer["Location"] == Sketch.objects.get(owner=cast.owner.user).get_absolute_url()
    for place in ("", "events"):
        page = cast.anybody.get(f"{share.get_absolute_url()}{place}")
        assert page.status_code == 404
        assert "This link opens nothing" in page.content.decode()
    assert cast.stranger.client.post(f"{share.get_absolute_url()}fork").status_code == 404
    assert Run.objects.filter(pk=run.pk).exists()


def test_only_its_owner_revokes_it(cast: Cast) -> None:
    share = link(cast.owner)
    assert cast.owner.client.get(f"{share.get_absolute_url()}revoke").status_code == 405
    for nobody in (cast.teacher.client, cast.classmate.client, cast.guest.client, cast.anybody):
        assert nobody.post(f"{share.get_absolute_url()}revoke").status_code == 404
    assert cast.anybody.get(share.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("token", ["A" * 22, "_" * 22, "0123456789abcdefghijkl"])
def test_an_unknown_link_opens_nothing(cast: Cast, token: str) -> None:
    page = cast.anybody.get(f"/playground/s/{token}/")
    assert page.status_code == 404
    assert "This link opens nothing" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("token", ["x", "A" * 23, "%00" * 22, "A" * 21 + "é", "../" * 8])
def test_what_is_no_link_at_all_is_not_here(cast: Cast, token: str) -> None:
    assert cast.anybody.get(f"/playground/s/{token}/").status_code == 404


def test_the_link_stays_where_the_sketch_is_deleted(cast: Cast) -> None:
    sketch = made(cast.owner.client)
    share = link(cast.owner, sketch)
    cast.owner.client.post(f"{sketch.get_absolute_url()}delete")
    assert cast.anybody.get(share.get_absolute_url()).status_code == 200
    assert share.get_absolute_url() in cast.owner.client.get("/playground/").content.decode()
    assert cast.owner.client.post(f"{share.get_absolute_url()}revoke")["Location"] == "/playground/"


def test_titles_and_programs_are_text_never_markup(cast: Cast) -> None:
    evil = "</textarea></script><img src=x onerror=alert(1)>"
    sketch = made(cast.owner.client, title=evil, programs=[{**HELLO, "source": evil}])
    share = link(cast.owner, sketch)
    for person, place in ((cast.anybody, share.get_absolute_url()), (cast.owner.client, sketch.get_absolute_url())):
        assert "<img src=x" not in person.get(place).content.decode()


def test_sharing_in_a_row_is_slowed_down(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHARING", (0.001, 3))
    sketch = made(cast.owner.client)
    answers = [shared(cast.owner, sketch) for _ in range(4)]
    assert {answer.status_code for answer in answers[:-1]} == {201}
    assert (answers[-1].status_code, answers[-1].json()["error"]) == (429, "too-many")


def test_a_person_has_room_for_so_many_links(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHARES", 1)
    sketch = made(cast.owner.client)
    link(cast.owner, sketch)
    answer = shared(cast.owner, sketch)
    assert (answer.status_code, answer.json()["error"]) == (409, "full")


def test_a_fork_that_finds_no_room_says_so_where_one_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    share = link(cast.owner)
    monkeypatch.setattr(limits, "SKETCHES", 0)
    page = cast.stranger.client.post(f"{share.get_absolute_url()}fork", follow=True)
    assert page.redirect_chain[-1][0] == share.get_absolute_url()
    assert "as many as one person can keep" in page.content.decode()


def test_the_page_costs_a_constant_number_of_queries(
    cast: Cast, messages: MessageServer, django_assert_max_num_queries: Any
) -> None:
    share = link(cast.owner, run=str(run_of(cast.owner).pk))
    with django_assert_max_num_queries(2):
        cast.anybody.get(share.get_absolute_url())
