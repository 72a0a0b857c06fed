"""The sentences: both languages whole, the learner's own numbers in them, their names as plain text."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml

from sandbox.diagnosis import ranking, sentences
from sandbox.diagnosis.finding import Finding

SLUGS = sorted(sentences.templates())
ROOT = Path(__file__).parents[2]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_sentence_is_there_in_both_languages_with_the_same_values(slug: str) -> None:
    words = sentences.templates()[slug]
    assert words.keys() == {"es", "en", "next_es", "next_en"}
    assert all(text.strip() and text.strip().endswith((".", ":")) for text in words.values())
    assert fields(words["es"]) == fields(words["en"])
    assert fields(words["next_es"]) == fields(words["next_en"])
    assert words["es"] != words["en"]


def test_every_sentence_is_of_a_known_misconception_and_has_a_lesson() -> None:
    listed = {entry["slug"] for entry in yaml.safe_load((ROOT / "sandbox/misconceptions.yaml").read_text())}
    assert set(SLUGS) <= listed
    assert sentences.lessons().keys() == listed


def test_whatever_can_be_found_can_be_said_and_has_its_rank() -> None:
    assert set(SLUGS) == set(ranking.ORDER)
    assert all({cause, *hidden} <= set(SLUGS) for cause, hidden in ranking.HIDES.items())


def test_numbers_come_with_the_word_that_fits_them() -> None:
    values = {"threads": 1, "cores": 0.98, "ms": 100}
    one = sentences.message(Finding("threads-for-cpu", 7, dict(values)))
    many = sentences.message(Finding("threads-for-cpu", 7, values | {"threads": 4}))
    assert one["en"].startswith("1 thread computed")
    assert many["es"].startswith("4 hilos calcularon")
    assert "0.98 cores" in many["en"]
    assert "0,98 núcleos" in many["es"]


def test_times_are_told_as_one_would_say_them() -> None:
    short, long = (
        sentences.message(Finding("blocking-sleep", 4, {"call": "time.sleep", "ms": ms})) for ms in (999, 2041)
    )
    assert "for 999 ms in all" in short["en"]
    assert "for 2.04 s in all" in long["en"]
    assert "parado el bucle 2,04 s en total" in long["es"]


def test_a_learners_names_stay_short_plain_and_unread() -> None:
    name = "{line}<script>\n\x1b[31m" + "x" * 500
    said = sentences.message(Finding("never-awaited", 3, {"name": name, "times": 1}))
    for text in said.values():
        assert len(text) < 300
        assert "{line}<script>" in text
        assert "\n" not in text
        assert "\x1b" not in text
