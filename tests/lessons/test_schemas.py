"""What an editor is told: each content file names its schema, and the schemas know what the sandbox knows."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from lessons.course import read_course
from lessons.documents import CONTENT, SCHEMA
from lessons.exercise import inherited
from sandbox.grading.catalogue import entries
from sandbox.grading.rules import RULES
from sandbox.inside.services import kitchen
from sandbox.inside.services.load import Phase

EXERCISE = json.loads((SCHEMA / "exercise.json").read_text())
FILES = [*CONTENT.rglob("*.yaml")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(CONTENT).as_posix())
def test_the_first_line_of_a_content_file_names_its_schema(file: Path) -> None:
    first = file.read_text().partition("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found
    # The scaffold is written for the place where an exercise stands.
    folder = CONTENT / "m_async_and_await/exercises/m1" if file.parent.name == "scaffold" else file.parent
    named = (folder / found[1]).resolve()
    assert named.parent == SCHEMA
    assert named.is_file()


@pytest.mark.parametrize("schema", sorted(SCHEMA.glob("*.json")), ids=lambda schema: schema.stem)
def test_a_schema_is_one(schema: Path) -> None:
    Draft202012Validator.check_schema(json.loads(schema.read_text()))


def test_an_editor_completes_every_rule_and_every_verdict() -> None:
    assert EXERCISE["$defs"]["rule"]["enum"] == sorted(RULES)
    assert EXERCISE["$defs"]["verdict"]["enum"] == sorted(entries())


def test_an_editor_completes_what_a_phase_and_the_kitchen_may_hold() -> None:
    assert EXERCISE["properties"]["load"]["items"]["properties"].keys() == {field.name for field in fields(Phase)}
    told = re.findall(r"^`(\w+)`", kitchen.__doc__ or "", re.M)
    assert sorted(EXERCISE["properties"]["services"]["properties"]["kitchen"]["properties"]) == sorted(told)


def test_what_a_lesson_says_for_its_exercises_holds_where_they_say_nothing_else() -> None:
    shared = {"kind": "script", "limits": {"wall_s": 15, "cpu_s": 2}, "services": {"kitchen": {"ms": 1}}}
    own = {"id": "M1", "limits": {"wall_s": 30}, "services": {"mail": {}}}
    assert inherited(own, shared) == {
        "id": "M1",
        "kind": "script",
        "limits": {"wall_s": 30, "cpu_s": 2},
        "services": {"kitchen": {"ms": 1}, "mail": {}},
    }
    exercises = {exercise.id: exercise.setup for exercise in read_course(CONTENT).exercises}
    assert (exercises["F1"].limits.wall_s, exercises["F2"].limits.wall_s) == (15, 30)
