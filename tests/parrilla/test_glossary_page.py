"""The glossary's page, in both languages and without any script."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def page(language: str, query: str = "") -> str:
    response = Client(headers={"accept-language": language}).get(f"/glossary/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_every_word_has_an_anchor_and_leads_to_its_lessons_and_neighbours() -> None:
    html = page("en")
    assert '<div id="coroutine"' in html
    assert '<span class="soft" lang="es">corrutina</span>' in html
    assert 'href="/course/N/"' in html
    assert '<a href="#task">task</a>' in html


def test_the_server_narrows_the_list_for_whoever_has_no_script() -> None:
    html = page("es", "?q=condicion")
    before, _, after = html.partition('<div id="race-condition"')
    assert "hidden" not in after.partition(">")[0]
    assert "hidden" in before.rpartition("<div id=")[2].partition(">")[0]


def test_what_is_typed_is_shown_as_text_and_cut() -> None:
    html = Client().get("/glossary/", {"q": '"><script>alert(1)</script>' + "x" * 5000}).content.decode()
    assert "<script>alert" not in html
    (shown,) = re.findall(r'name="q"\s+value="([^"]*)"', html)
    assert len(unescape(shown)) == 60


@pytest.mark.parametrize(("query", "said"), [("?q=nosuchword", True), ("?q=task", False), ("", False)])
def test_where_nothing_is_found_the_page_says_so(query: str, said: bool) -> None:
    (attributes,) = re.findall(r"<p class=\"empty section\"\s+data-none([^>]*)>", page("en", query))
    assert ("hidden" not in attributes) is said
