"""The catalogue of verdicts is complete in both languages and promises no number that its rules do not take."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import sandbox
from sandbox.grading import message, misconception, next_step, passes
from sandbox.grading.catalogue import LANGUAGES, entries, placeholders
from sandbox.grading.general import LIMIT_CODES, MEASURES
from sandbox.grading.rules import measures

CONTENT = Path(__file__).parents[2] / "lessons" / "content"
GRADES = {
    path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8"))["grade"]
    for path in CONTENT.glob("*/exercises/*/exercise.yaml")
}
BELIEFS = yaml.safe_load(Path(sandbox.__file__).with_name("misconceptions.yaml").read_text(encoding="utf-8"))


def measurable(code: str) -> list[set[str]]:
    """For each way to get this code, all that may have been measured by then."""
    ways = [set(MEASURES[code])] if code in MEASURES else []
    for grade in GRADES.values():
        so_far: set[str] = set()
        for entry in grade:
            so_far |= measures(entry)
            if entry["code"] == code:
                ways.append(set(so_far))
        if code == "passed":
            ways.append(so_far)
    return ways


@pytest.mark.parametrize("code", entries())
def test_a_code_has_a_message_and_a_next_step_in_both_languages(code: str) -> None:
    entry = entries()[code]
    assert entry.messages.keys() == entry.next.keys() == set(LANGUAGES)
    assert len({len(texts) for texts in entry.messages.values()}) == 1
    for es, en in zip(entry.messages["es"], entry.messages["en"], strict=True):
        assert es != en
        assert placeholders(es) == placeholders(en)
    for texts in (*entry.messages.values(), entry.next.values()):
        for text in texts:
            assert "!" not in text
            assert "¡" not in text
            assert not placeholders(text) or text not in entry.next.values()


@pytest.mark.parametrize("code", entries())
def test_a_message_names_only_what_the_rules_for_its_code_measure(code: str) -> None:
    ways = measurable(code)
    assert ways, f"no exercise and no general rule gives {code}"
    for texts in entries()[code].messages.values():
        for text in texts:
            assert any(placeholders(text) <= way for way in ways), text
        for way in ways:
            assert any(placeholders(text) <= way for text in texts), way


def test_every_code_a_grade_or_a_general_rule_can_give_is_in_the_catalogue() -> None:
    codes = (
        {entry["code"] for grade in GRADES.values() for entry in grade} | MEASURES.keys() | set(LIMIT_CODES.values())
    )
    assert codes | {"passed"} == set(entries())


def test_numbers_are_written_as_each_language_writes_them() -> None:
    measured = {"ping_max_s": 1.5, "wall_s": 1.831, "peak": 1, "users": 50}
    assert "1,50\u202fs de 1,83\u202fs" in message("loop-blocked", measured, "es")
    assert "1.50\u202fs out of 1.83\u202fs" in message("loop-blocked", measured, "en")
    assert message("loop-blocked", measured, "fr") == message("loop-blocked", measured, "es")
    assert "96\u202f%" in message("no-parallelism-gil", {"cpu_threads_share": 0.96}, "es")
    assert "96%" in message("no-parallelism-gil", {"cpu_threads_share": 0.96}, "en")


def test_a_message_falls_back_to_one_that_needs_less() -> None:
    assert "1,50" in message("loop-blocked", {"ping_max_s": 1.5, "wall_s": 2.0}, "es")
    assert message("never-ends", {}, "en") == "The program did not end in time, and there we cut it."


def test_text_of_the_program_is_quoted_and_never_read_as_a_template() -> None:
    assert "{0.__class__} {x}" in message("program-error", {"error": "{0.__class__} {x}"}, "es")


def test_notes_pass_and_name_what_they_noticed() -> None:
    assert passes("passed")
    assert passes("note-client-per-request")
    assert not passes("loop-blocked")
    assert misconception("note-client-per-request") == "client-is-free"
    assert misconception("passed") is None
    assert next_step("sequential", "en") != next_step("sequential", "es")


def test_misconceptions_are_one_list_in_both_languages_with_a_name_each() -> None:
    slugs = [belief["slug"] for belief in BELIEFS]
    assert len(slugs) == len(set(slugs))
    course = [belief["course_id"] for belief in BELIEFS if "course_id" in belief]
    assert len(course) == len(set(course)) == 45
    for belief in BELIEFS:
        assert belief["es"]
        assert belief["en"]
        assert belief["lesson"]
    assert {entry.misconception for entry in entries().values()} - {None} <= set(slugs)
