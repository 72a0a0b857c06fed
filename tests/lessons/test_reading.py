"""The lessons' Markdown as HTML: safe, coloured by classes alone, and the same programs found in it."""

import re

import pytest

from lessons import colours, reading
from lessons.course import course
from lessons.text import LANGUAGES, Language

COMPLETE = [concept for concept in course().concepts if concept.is_complete]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("concept", COMPLETE, ids=lambda concept: concept.letter)
def test_a_reading_is_short_and_has_its_parts(concept: object, language: Language) -> None:
    text = concept.reading[language]  # type: ignore[attr-defined]
    assert 400 <= len(text.split()) <= 700
    assert text.count("\n## ") + text.startswith("## ") >= 4
    assert "!" not in re.sub(r"```.*?```", "", text, flags=re.S)


@pytest.mark.parametrize("concept", COMPLETE, ids=lambda concept: concept.letter)
def test_both_languages_show_the_same_figures(concept: object) -> None:
    def figures(language: Language) -> list[str]:
        prose = re.sub(r"```.*?```|`[^`]*`", "", concept.reading[language], flags=re.S)  # type: ignore[attr-defined]
        return sorted(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)?", prose))

    assert figures("es") == figures("en")


def test_html_in_a_text_is_text() -> None:
    html = reading.document('<script>alert(1)</script> <img src=x onerror="x()"> [a](javascript:alert(1))')
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize("concept", COMPLETE, ids=lambda concept: concept.letter)
def test_a_page_carries_no_inline_style(concept: object) -> None:
    for language in LANGUAGES:
        html = reading.document(concept.reading[language])  # type: ignore[attr-defined]
        assert "style=" not in html
        assert '<pre class="code"' in html
        assert '<span class="k">' in html


def test_a_sentence_has_no_paragraph_around_it() -> None:
    assert reading.inline("call `f()` *now*") == "call <code>f()</code> <em>now</em>"


def test_a_number_and_its_unit_stay_together_outside_code() -> None:
    assert reading.inline("0,5 s, 65 µs, 3 sacks, `2 s`") == "0,5\u202fs, 65\u202fµs, 3 sacks, <code>2 s</code>"


def test_the_empty_corner_of_a_table_is_no_heading() -> None:
    html = reading.document("|  | def |\n|---|---|\n| waits | in a thread |\n")
    cells = re.findall(r"<(t[hd])>(.*?)</t[hd]>", html)
    assert cells == [("td", ""), ("th", "def"), ("td", "waits"), ("td", "in a thread")]


def test_a_lines_colours_end_with_the_line() -> None:
    source = 'def f():\n    """two\n    lines"""\n    return "<b>"\n'
    lines = colours.lines(source)
    assert len(lines) == 4
    for line in lines:
        assert line.count("<span") == line.count("</span>")
    assert "&lt;b&gt;" in lines[3]


def test_snippets_know_their_line_and_what_they_print() -> None:
    text = "para\n\n```python run\nprint(1)\n```\n\n```text output\n1\n```\n\n```python\nnot run\n```\n"
    found = list(reading.snippets(text))
    assert [(s.source, s.line, s.runs, s.output) for s in found] == [
        ("print(1)\n", 4, True, "1\n"),
        ("not run\n", 12, False, None),
    ]


def test_the_empty_corner_of_a_table_heads_nothing() -> None:
    page = reading.document("| | `def` |\n|---|---|\n| waits | a thread |\n")
    assert page.count("<th>") == 1
    assert "<td></td>" in page
