"""Search over the lessons: in either language, without accents, with hostile words."""

import pytest
from django.test import Client

from lessons.course import course
from lessons.reading import document, passages
from lessons.search import entries, search
from lessons.text import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_that_can_be_found_is_there(language: str) -> None:
    found = list(entries(course(), "en" if language == "en" else "es"))
    complete = [concept for concept in course().concepts if concept.is_complete]
    assert len(found) > 3 * len(complete)
    for concept in complete:
        html = document(concept.reading.of(language))
        anchors = {
            entry.place.partition("#")[2] for entry in found if entry.place.startswith(f"/course/{concept.letter}/#")
        }
        assert anchors - {"read"}
        assert all(f'id="{anchor}"' in html for anchor in anchors - {"read"})


def test_accents_and_capitals_do_not_count_and_the_beginning_of_a_word_is_enough() -> None:
    places = {hit.place for hit in search("asincrono", "es")}
    assert places
    assert places == {hit.place for hit in search("ASÍNCRONO", "es")}
    assert places <= {hit.place for hit in search("asincron", "es")}


def test_the_lesson_that_is_named_so_comes_first() -> None:
    assert search("coroutines", "en")[0].place.startswith("/course/N/")
    assert search("corrutinas", "es")[0].place.startswith("/course/N/")


def test_a_word_is_found_in_the_glossary_also_by_what_others_call_it() -> None:
    assert search("solapamiento", "es")[0].place == "/glossary/#overlap"
    assert "/glossary/#coroutine" in {hit.place for hit in search("coroutine", "en")}


def test_where_no_place_has_all_the_words_some_are_enough() -> None:
    assert search("coroutines xylophone", "en")


@pytest.mark.parametrize(
    "words", ["", "   ", "\x00", '"', "a AND", "NEAR(", "x*) OR (", "place:course", "-", "ñ" * 5000]
)
def test_any_words_are_only_words(words: str) -> None:
    assert isinstance(search(words, "es"), list)


def test_what_is_found_is_marked_and_what_was_asked_is_escaped() -> None:
    page = Client(headers={"accept-language": "en"}).get("/search/", {"q": "gather <script>"}).content.decode()
    assert "<mark>gather</mark>" in page.lower()
    assert "gather <script>" not in page
    assert "gather &lt;script&gt;" in page


def test_nothing_found_says_what_to_try() -> None:
    page = Client(headers={"accept-language": "en"}).get("/search/", {"q": "xylophone"}).content.decode()
    assert "Nothing of that is on the grill" in page


def test_a_text_falls_into_passages_by_its_headings() -> None:
    found = list(
        passages("Before *all*.\n\n## A `def`\n\nOne\ntwo.\n\n```python\nx = 1\n```\n\n### Deeper\n\n- three\n")
    )
    assert [(one.heading, one.text.split()) for one in found] == [
        ("", ["Before", "all."]),
        ("A def", ["One", "two.", "x", "=", "1"]),
        ("Deeper", ["three"]),
    ]
    assert [one.anchor for one in found] == ["", "r-a-def", "r-deeper"]
