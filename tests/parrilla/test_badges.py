"""A badge: earned by one's own runs, signed, checked by anybody, and its owner's to take down."""

from hashlib import sha256
from typing import Any

import jwt
import pytest
from django.test import Client

from lessons.course import course
from parrilla.accounts.models import User
from parrilla.badges import achievements
from parrilla.badges.achievements import FOUNDATION, Achievement
from parrilla.badges.models import Badge, IssuerKey
from parrilla.badges.signing import sign
from parrilla.progress.models import Attempt, Bet
from parrilla.runs.verdict import verdict_message
from tests.parrilla.people import a_run, person, signed_in, submission
from tests.parrilla.verifier import Fetch, Invalid, verify
from tests.parrilla.walking import text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> Achievement:
    """An achievement of one concept, so that a test need not live through fourteen."""
    small = Achievement(FOUNDATION.slug, "M", FOUNDATION.name, FOUNDATION.description, FOUNDATION.criteria)
    monkeypatch.setitem(achievements.ACHIEVEMENTS, FOUNDATION.slug, small)
    return small


def finish(owner: User, letter: str = "M") -> None:
    concept = course().concept(letter)
    Bet.objects.create(owner=owner, letter=letter, stake="x")
    a_run(owner, f"demo:{letter}", purpose="race", state="ended", outcome="finished")
    for item in concept.items:
        Attempt.objects.create(owner=owner, item=item.id, answer="", right=True)
    for exercise in concept.exercises:
        submission(owner, True, exercise.id)


def claim(client: Client, name: str = "Ana Pérez") -> Any:
    return client.post("/badges/claim/foundation/", {"name": name})


def web(client: Client) -> Fetch:
    """What a verifier can fetch: this site, as a stranger."""
    return lambda address: client.get(address).json()


def test_the_foundation_takes_all_fourteen_concepts() -> None:
    assert [concept.letter for concept in FOUNDATION.concepts] == list("ABCDEFGHIJKLMN")


def test_what_is_still_to_be_done_is_named_and_nothing_is_given_before() -> None:
    client = signed_in(person("Ana"))
    assert "1 concept is still to be finished" in text(client, "/badges/")
    assert claim(client).status_code == 409
    assert not Badge.objects.exists()


def test_a_finished_course_gives_a_credential_that_anybody_can_check() -> None:
    owner = person("Ana")
    finish(owner)
    client = signed_in(owner)
    assert "Get the badge" in text(client, "/badges/")
    place = claim(client).url
    anybody = Client(headers={"accept-language": "en"})
    page = text(anybody, place)
    assert "Ana Pérez" in page
    assert "The signature holds" in page
    assert "Take it down" not in page
    token = anybody.get(f"{place}token/").content.decode()
    assert jwt.get_unverified_header(token)["kid"] == "http://testserver/badges/key/"
    claims = verify(token, web(anybody))
    assert claims["id"] == f"http://testserver{place}"
    assert claims["credentialSubject"]["id"] != claims["id"], "the holder is not the badge"
    assert claims["credentialSubject"]["identifier"][0]["identityHash"] == "Ana Pérez"
    achievement = claims["credentialSubject"]["achievement"]
    assert achievement["inLanguage"] == "en"
    page, _mark, anchor = achievement["id"].partition("#")
    assert f'id="{anchor}"' in text(anybody, page)
    image = anybody.get(achievement["image"]["id"])
    assert (image.status_code, image["Content-Type"]) == (200, "image/svg+xml")
    assert anybody.get("/badges/moon.svg").status_code == 404


def test_its_evidence_says_what_was_measured_in_the_learners_own_runs_and_opens_none_of_them() -> None:
    owner = person("Ana")
    exercise = course().concept("M").exercises[0]
    run = submission(owner, True, exercise.id, verdict_code="passed", evidence={"users": 50})
    finish(owner)
    place = claim(signed_in(owner)).url
    anybody = Client(headers={"accept-language": "en"})
    evidence = verify(anybody.get(f"{place}token/").content.decode(), web(anybody))["evidence"]
    exercises = course().concept("M").exercises
    assert [one["name"] for one in evidence] == [f"{one.id} · {one.title.en}" for one in exercises]
    assert evidence[0]["id"] == f"http://testserver{run.get_absolute_url()}", "the first that passed"
    assert sha256(run.entrants[0]["source"].encode()).hexdigest() in evidence[0]["description"]
    assert (
        evidence[0]["narrative"]
        == verdict_message({"code": "passed", "passed": True, "evidence": {"users": 50}}, "en")["message"]
    )
    assert evidence[0]["narrative"] in text(anybody, place)
    assert anybody.get(evidence[0]["id"]).status_code == 404, "its page stays theirs"


@pytest.mark.parametrize("address", ["key/", "issuer/", "foundation.svg"])
def test_a_verifier_in_a_browser_may_read_what_it_needs(address: str) -> None:
    assert Client().get(f"/badges/{address}")["Access-Control-Allow-Origin"] == "*"


def test_the_verifier_of_these_tests_can_fail() -> None:
    owner = person("Ana")
    finish(owner)
    place = claim(signed_in(owner)).url
    anybody = Client()
    head, body, seal = anybody.get(f"{place}token/").content.decode().split(".")
    assert verify(f"{head}.{body}.{seal}", web(anybody))
    for forged in (f"{head}.{body[:-4]}AAAA.{seal}", f"{head}.{body}.{seal[:-8]}AAAAAAAA", f"{head}.{body}."):
        with pytest.raises(Invalid):
            verify(forged, web(anybody))
    claims = jwt.decode(f"{head}.{body}.{seal}", options={"verify_signature": False})
    for spoiled in (
        {"sub": claims["jti"]},
        {"nbf": claims["nbf"] + 1},
        {"@context": claims["@context"][::-1]},
        {"type": ["VerifiableCredential"]},
        {"evidence": [{"type": ["Evidence"], "title": "x"}]},
        {"issuer": claims["issuer"] | {"name": "Somebody else"}},
    ):
        with pytest.raises(Invalid):
            verify(sign(claims | spoiled, "http://testserver/badges/key/"), web(anybody))


def test_the_private_key_leaves_no_trace_outside_and_stays_the_same() -> None:
    owner, other = person("Ana"), person("Luz")
    for somebody in (owner, other):
        finish(somebody)
        claim(signed_in(somebody))
    assert IssuerKey.objects.count() == 1
    assert Client().get("/badges/key/").json().keys() == {"kty", "n", "e", "alg", "use", "kid"}


def test_a_badge_that_was_changed_does_not_hold() -> None:
    owner = person("Ana")
    finish(owner)
    place = claim(signed_in(owner)).url
    badge = Badge.objects.get()
    head, body, seal = badge.token.split(".")
    Badge.objects.update(token=".".join((head, body[:-4] + ("AAAA" if body[-4:] != "AAAA" else "BBBB"), seal)))
    assert "This badge does not hold" in text(Client(headers={"accept-language": "en"}), place)
    Badge.objects.update(token=jwt.encode({"name": "x"}, "secret" * 8, "HS256"))
    assert "This badge does not hold" in text(Client(headers={"accept-language": "en"}), place)


def test_a_second_claim_is_the_same_badge_and_who_takes_it_down_may_have_another_name() -> None:
    owner = person("Ana")
    finish(owner)
    client = signed_in(owner)
    first = claim(client).url
    assert claim(client, "Another name").url == first
    signed_in(person("Luz")).post(f"{first}revoke/")
    assert Badge.objects.exists(), "only its owner takes it down"
    client.post(f"{first}revoke/")
    assert client.get(first).status_code == 404
    assert claim(client, "Another name").url != first


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "\x00"])
def test_a_name_must_be_one_that_can_be_read(name: str) -> None:
    owner = person("Ana")
    finish(owner)
    assert claim(signed_in(owner), name).status_code == 422


def test_a_hostile_name_is_only_text() -> None:
    owner = person("Ana")
    finish(owner)
    place = claim(signed_in(owner), "<img src=x onerror=alert(1)>").url
    assert "<img" not in Client().get(place).content.decode()


def test_a_guest_is_asked_to_sign_up_and_gets_none() -> None:
    visitor = Client(headers={"accept-language": "en"})
    assert visitor.post("/badges/claim/foundation/", {"name": "x"}).url == "/badges/"  # type: ignore[attr-defined]
    assert visitor.post("/badges/claim/moon/", {"name": "x"}).status_code == 404
    assert not Badge.objects.exists()
