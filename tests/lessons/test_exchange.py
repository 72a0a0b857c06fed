"""Quizzes in and out, whatever their format: what is carried into a lesson's file, and the two commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from lessons.documents import validator
from lessons.exchange.carry import Mismatch, carry, written
from lessons.exchange.foreign import Question
from lessons.exchange.gift import read_gift

ROOT = Path(__file__).resolve().parents[2]

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<questestinterop><item><presentation>&c;</presentation></item></questestinterop>"""


def carried_and_written(questions: list[Question]) -> None:
    """What a reader gave can be made items of, and those can be read as YAML again."""
    carried = carry(questions, "A", 1, "es")
    yaml.safe_load(written(carried.items))


def test_what_was_carried_is_refused_until_it_is_complete_and_taken_then() -> None:
    carried = carry(read_gift(b"How many seconds?{#=1:0.1 =%0%2:0.1#Twice}"), "A", 1, "en")
    raw = yaml.safe_load(written(carried.items))
    assert list(validator("quiz").iter_errors(raw))
    item = raw["items"][0]
    item["prompt"]["es"] = item["why"]["es"] = item["why"]["en"] = item["traps"][0]["says"]["es"] = "Sí"
    item["otherwise"]["says"] = {"es": "Sí", "en": "Yes"}
    item["traps"][0]["misconception"] = "sequential-awaits"
    assert not list(validator("quiz").iter_errors(raw))


def test_two_files_that_are_not_each_other_are_refused() -> None:
    one, two = read_gift(b"a{=x ~y}"), read_gift(b"a{=x ~y}\n\nb{=x ~y}")
    with pytest.raises(Mismatch):
        carry(one, "A", 1, "es", two)
    with pytest.raises(Mismatch, match="line 1"):
        carry(one, "A", 1, "es", read_gift(b"a{=x ~y ~z}"))


def manage(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("laughs.xml", LAUGHS, "document type"),
        ("none.gift", None, "No such file"),
        ("essay.gift", b"Explain.{}", "nothing of it"),
    ],
)
def test_a_file_that_gives_nothing_is_refused_with_status_2(
    tmp_path: Path, name: str, data: bytes | None, told: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    done = manage("import_quiz", str(file), "--concept", "A")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_quizzes_are_given_out_on_standard_output() -> None:
    done = manage("export_quiz", "--concept", "K", "--language", "en")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "::K.q1::[markdown]Eight pure Python calculations and two cores. What puts both to work?{"
    )
    assert "K.q5: its levels are given" in done.stderr
