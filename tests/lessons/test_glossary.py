"""The glossary: one word, one meaning, in both languages; and the texts that lead to it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lessons import reading
from lessons.checks import glossaries
from lessons.course import LETTERS, course
from lessons.documents import CONTENT, ContentError
from lessons.glossary import entries, glossary, read_glossary
from lessons.text import LANGUAGES, Language, Text


def shown(words: str, language: Language) -> list[str]:
    return [entry.term.slug for entry in entries(language, words) if entry.shown]


def test_every_concept_has_words_of_its_own() -> None:
    assert {letter for term in glossary().terms for letter in term.concepts} == set(LETTERS)
    assert len(glossary().terms) >= 60


def test_a_definition_is_a_sentence_or_two_in_each_language() -> None:
    for term in glossary().terms:
        for language in LANGUAGES:
            means = term.means[language]
            assert means.endswith("."), term.slug
            assert "!" not in means
            assert means != term.means["en" if language == "es" else "es"]


def test_a_word_is_found_without_its_accents_in_either_language_and_by_what_else_it_is_called() -> None:
    assert shown("CONDICION de carrera", "es") == ["race-condition"]
    assert shown("race condition", "es") == ["race-condition"]
    assert shown("mutex", "en") == ["lock"]
    assert "process-pool" in shown("pool", "en")
    assert shown("no such word", "en") == []
    assert len(shown("", "es")) == len(glossary().terms)


def test_the_words_stand_as_in_a_dictionary_of_the_pages_language() -> None:
    spanish = [entry.term.name.es for entry in entries("es")]
    assert spanish.index("abrazo mortal") < spanish.index("aceleración") < spanish.index("ASGI")
    english = [entry.term.name.en for entry in entries("en")]
    assert english.index("ASGI") < english.index("async client") < english.index("await")


def test_the_other_languages_name_is_shown_where_it_is_another() -> None:
    found = {entry.term.slug: entry for entry in entries("es")}
    assert (found["task"].other, found["task"].other_language) == ("task", "en")
    assert found["gather"].other == ""


def test_the_texts_of_the_course_lead_to_words_that_are_there() -> None:
    assert [str(mistake) for mistake in glossaries.check(course())] == []
    led = {slug for slug, _ in reading.terms(course().concept("N").reading.es)}
    assert {"coroutine", "task", "future"} <= led


def test_an_author_writes_a_word_of_the_glossary_as_a_link() -> None:
    html = reading.document("una [tarea](term:task), [fuera](https://docs.python.org)")
    assert '<a href="/glossary/#task" class="term">tarea</a>' in html
    assert '<a href="https://docs.python.org">fuera</a>' in html
    assert list(reading.terms("a\n\n[b](term:task) `[c](term:future)`\n\n[d](term:lock)")) == [("task", 3), ("lock", 5)]


@pytest.mark.parametrize(
    ("es", "en", "told"),
    [
        ("[a](term:nowhere)", "[a](term:nowhere)", "es.md:3: the glossary has no nowhere"),
        ("[a](term:task) [b](term:task)", "[a](term:task)", "leads to task a second time"),
        ("[a](term:task)", "a", "only one language leads to task"),
    ],
)
def test_a_link_that_leads_astray_is_told_with_file_and_line(es: str, en: str, told: str) -> None:
    concept = replace(course().concept("N"), reading=Text(es=f"## A\n\n{es}\n", en=f"## A\n\n{en}\n"))
    mistakes = list(glossaries.check(replace(course(), concepts=(concept,))))
    assert told in str(mistakes[0])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("see: [parallelism, overlap]", "see: [nobody]", "concurrency cannot send to nobody"),
        ("see: [parallelism, overlap]", "see: [concurrency]", "concurrency cannot send to concurrency"),
        ("concepts: [G, H]", "concepts: [Z]", "glossary.yaml:"),
        ("{es: paralelismo, en: parallelism}", "{es: Concurrencia, en: parallelism}", "is said of concurrency already"),
        ("- id: parallelism", "- id: concurrency", "glossary.yaml:"),
        ("en: concurrency}", "de: Nebenläufigkeit}", "glossary.yaml:"),
    ],
)
def test_an_authors_mistake_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "glossary.yaml"
    shutil.copy(CONTENT / "glossary.yaml", file)
    spoilt = file.read_text().replace(old, new, 1)
    assert spoilt != file.read_text()
    file.write_text(spoilt)
    with pytest.raises(ContentError) as error:
        read_glossary(tmp_path)
    assert told in str(error.value)
    assert error.value.line > 0
