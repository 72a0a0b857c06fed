"""`python -m sandbox race`: real programs, the real jail, a result to read and one to parse."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.jail

ROOT = Path(__file__).parents[2]
IN_A_ROW = "import time\nfor n in range(3):\n    time.sleep(0.4)\n"
AT_ONCE = """import asyncio


async def cook():
    await asyncio.sleep(0.4)


async def main():
    await asyncio.gather(*(cook() for _ in range(3)))


asyncio.run(main())
"""


def race(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sandbox", "race", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "90", **environment},
    )


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    row, once = tmp_path / "row.py", tmp_path / "once.py"
    row.write_text(IN_A_ROW)
    once.write_text(AT_ONCE)
    return row, once


@pytest.mark.parametrize(
    ("language", "form", "took"), [("en", "asynchronous", "once took"), ("es", "asíncrona", "once tardó")]
)
def test_a_drawing_a_sentence_and_a_table(files: tuple[Path, Path], language: str, form: str, took: str) -> None:
    done = race(*files, "--lang", language)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    assert any(line.startswith("[1] row") for line in lines)
    assert sum(line.startswith("cook") and "░ sleep ░" in line for line in lines) == 3
    assert any(took in line for line in lines)
    assert any(line.startswith("once ") and form in line for line in lines)
    drawn = lines[: next(at for at, line in enumerate(lines) if took in line)]
    assert max(map(len, drawn)) <= 90
    assert "1/2 row" in done.stderr


def test_rounds_and_a_result_as_json(files: tuple[Path, Path]) -> None:
    done = race(*files, "--rounds", "3", "--json", "--lang", "en")
    *events, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert [event["seq"] for event in events] == list(range(len(events)))
    assert sum(event["type"] == "round-ended" for event in events) == 4
    told = last["race"]
    assert [(one["name"], one["form"], len(one["times_s"])) for one in told["entrants"]] == [
        ("row", "sync", 3), ("once", "async", 3),
    ]  # fmt: skip
    assert [one["peak_in_flight"] for one in told["entrants"]] == [1, 3]
    assert told["entrants"][1]["median_s"] < told["entrants"][0]["median_s"]
    assert told["said"][0].startswith("In the median of 3 rounds, once took")


def test_the_kitchen_is_there_where_it_is_asked_for(tmp_path: Path) -> None:
    program = "import os, requests\nprint(requests.get(os.environ['COCINA'] + '/a?ms=50').status_code)\n"
    one, two = tmp_path / "one.py", tmp_path / "two.py"
    one.write_text(program)
    two.write_text(program)
    done = race(one, two, "--service", "kitchen", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    assert sum(line.startswith("kitchen") for line in done.stdout.splitlines()) == 2


def test_who_failed_is_told_with_its_last_words_that_steer_nothing(files: tuple[Path, Path], tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("raise ValueError('\\x1b[2J gone')")
    done = race(files[1], bad, "--lang", "en")
    assert done.returncode == 1
    assert "bad ended with an error" in done.stdout
    assert "ValueError: \ufffd[2J gone" in done.stdout


def test_two_files_of_one_name_are_told_apart(files: tuple[Path, Path]) -> None:
    told = json.loads(race(files[1], files[1], "--json").stdout.splitlines()[-1])["race"]
    assert [one["name"] for one in told["entrants"]] == ["once", "once (2)"]


@pytest.mark.parametrize("count", [1, 5])
def test_a_race_has_two_to_four_files(files: tuple[Path, Path], count: int) -> None:
    assert race(*[files[0]] * count).returncode == 65


def test_on_a_terminal_it_is_coloured_and_as_wide_as_that(files: tuple[Path, Path]) -> None:
    parent, child = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLORTERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "race", *files, "--lang", "en"],
        cwd=ROOT,
        stdout=child,
        stderr=subprocess.DEVNULL,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "60"},
    )
    os.close(child)
    seen = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:  # how a terminal says that its other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(parent)
    assert process.wait(timeout=60) == 0
    assert "\x1b[38;5;245m░".encode() in seen
