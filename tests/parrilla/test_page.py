"""What every page tells its browser, and the pages for what went wrong."""

import json
import re

import pytest
from django.test import Client, RequestFactory

from parrilla import errors, page
from parrilla.accounts.language import of_scope


def embedded(html: str, name: str) -> dict[str, object]:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found, f"no {name} in the page"
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_home_page_embeds_its_race_in_the_browsers_language(client: Client, language: str) -> None:
    html = client.get("/", headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}"' in html
    race = re.search(r'<parrilla-race[^>]*>\s*<script type="application/json">(.*?)</script>', html, re.DOTALL)
    assert race
    data = json.loads(race[1])
    assert data["context"] == "home"
    assert [entrant["form"] for entrant in data["entrants"]] == ["sync", "async"]
    assert [question["entrant"] for question in data["questions"]] == [0, 1]
    assert embedded(html, "page")["language"] == language


@pytest.mark.django_db
def test_pages_hold_no_inline_script_and_no_inline_style(client: Client) -> None:
    for place in ("/", "/exercises/A1/", "/nowhere/"):
        html = client.get(place).content.decode()
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))", html), place
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html), place


def test_a_theme_we_do_not_have_is_none(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.COOKIES[page.THEME_COOKIE] = '"><script>alert(1)</script>'
    assert page.theme(request) == ""


@pytest.mark.django_db
def test_the_chosen_theme_is_in_the_page_before_the_first_paint(client: Client) -> None:
    client.cookies[page.THEME_COOKIE] = "dark"
    assert 'data-theme="dark"' in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_missing_page_says_that_nothing_was_lost(client: Client) -> None:
    response = client.get("/nowhere/", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert b"where you left them" in response.content


@pytest.mark.django_db
def test_a_form_without_its_token_explains_itself() -> None:
    response = Client(enforce_csrf_checks=True).post(
        "/language/", {"language": "en"}, headers={"accept-language": "en"}
    )
    assert response.status_code == 403
    assert b"open too long" in response.content


def test_the_page_for_our_own_failure_needs_neither_database_nor_request_and_speaks_both_languages() -> None:
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "no tu código" in response.content.decode()
    assert "not your code" in response.content.decode()


@pytest.mark.parametrize(
    ("wish", "language"), [(b"en-GB,en;q=0.9,es;q=0.5", "en"), (b"fr,es;q=0.8", "es"), (b"fr", "es"), (b"", "es")]
)
def test_a_visitors_socket_speaks_as_their_page_does(wish: bytes, language: str) -> None:
    assert of_scope({"cookies": {}, "headers": [(b"accept-language", wish)]}) == language


def test_a_chosen_language_wins_over_the_browsers_wish_on_a_socket() -> None:
    assert of_scope({"cookies": {"language": "es"}, "headers": [(b"accept-language", b"en")]}) == "es"
