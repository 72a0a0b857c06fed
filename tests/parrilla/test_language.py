"""Which language a page speaks, and that changing it keeps the place."""

import pytest
from django.test import Client

from parrilla.accounts.models import User
from tests.parrilla.people import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("messages")]


def spoken(client: Client, wish: str = "") -> str:
    response = client.get("/account/login/", headers={"Accept-Language": wish} if wish else {})
    language = response.headers["Content-Language"]
    assert f'<html lang="{language}"' in " ".join(response.content.decode().split())
    return language


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("en-GB,en;q=0.8", "en"),
        ("es-AR", "es"),
        ("fr,en;q=0.5", "en"),
        ("fr", "es"),
        ("", "es"),
        ("*", "es"),
        (";;,q=x", "es"),
    ],
)
def test_a_visitor_reads_what_the_browser_wishes_else_spanish(client: Client, wish: str, language: str) -> None:
    assert spoken(client, wish) == language


def test_a_choice_wins_over_the_browsers_wish(client: Client) -> None:
    client.post("/language/", {"language": "en"})
    assert spoken(client, "es") == "en"


def test_the_account_remembers_where_the_browser_does_not() -> None:
    user = person("Lucia", language="en")
    other_browser = signed_in(user)
    assert spoken_profile(other_browser) == "en"


def spoken_profile(client: Client) -> str:
    return client.get("/account/", headers={"Accept-Language": "es"}).headers["Content-Language"]


def test_a_choice_is_kept_on_the_account_too() -> None:
    user = person("Lucia", language="en")
    signed_in(user).post("/language/", {"language": "es"})
    user.refresh_from_db()
    assert user.language == "es"


def test_signing_up_keeps_the_language_the_page_was_read_in(client: Client) -> None:
    client.post("/language/", {"language": "en"})
    new = {"name": "Ana", "email": "ana@example.org", "password1": "tres hamburguesas", "role": "learner"}
    client.post("/account/signup/", new, headers={"Accept-Language": "es"})
    assert User.objects.get().language == "en"


@pytest.mark.parametrize("language", ["fr", "", "es; drop", "en\r\nSet-Cookie: a=b", "../../en"])
def test_a_language_we_do_not_speak_changes_nothing(client: Client, language: str) -> None:
    response = client.post("/language/", {"language": language})
    assert response.status_code == 302
    assert "language" not in response.cookies


def test_a_forged_cookie_is_ignored(client: Client) -> None:
    client.cookies["language"] = "xx"
    assert spoken(client, "en") == "en"


def test_the_place_is_kept(client: Client) -> None:
    response = client.post("/language/", {"language": "en", "next": "/exercises/A1/?tab=2#editor"})
    assert response.headers["Location"] == "/exercises/A1/?tab=2#editor"


def test_without_a_place_it_goes_back_to_the_page_that_asked(client: Client) -> None:
    response = client.post("/language/", {"language": "en"}, headers={"Referer": "http://testserver/course/"})
    assert response.headers["Location"] == "http://testserver/course/"


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:\\\\evil", "\x00/"]
)
def test_the_place_is_never_on_another_site(client: Client, place: str) -> None:
    response = client.post(
        "/language/", {"language": "en", "next": place}, headers={"Referer": "https://evil.example/x"}
    )
    assert response.headers["Location"] == "/"


def test_a_link_cannot_change_the_language(client: Client) -> None:
    assert client.get("/language/?language=en").status_code == 405


def test_the_account_costs_no_second_question_to_the_database(django_assert_num_queries: object) -> None:
    client = signed_in(person("Lucia", language="en"))
    with django_assert_num_queries(2):  # type: ignore[operator]  # the session and the user, as any page of an account
        client.get("/account/")
