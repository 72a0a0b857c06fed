"""`python -m sandbox`: the real jail from a shell."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.jail

ROOT = Path(__file__).parents[2]


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sandbox", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "program.py"


def test_output_status_and_a_closing_line(program: Path) -> None:
    program.write_text("import sys\nprint('ñ')\nprint('bad', file=sys.stderr)\nsys.exit(3)")
    done = command("run", program)
    assert done.stdout == "ñ\n"
    assert done.stderr.startswith("bad\n-- finished, exit status 3")
    assert done.returncode == 3


def test_events_as_lines_of_json(program: Path) -> None:
    program.write_text("print(1)")
    events = [json.loads(line) for line in command("run", program, "--json").stdout.splitlines()]
    assert [event["seq"] for event in events] == list(range(len(events)))
    kinds = [event["type"] for event in events if event["type"] not in ("trace", "usage")]
    assert kinds == ["started", "entrant-started", "output", "entrant-ended", "ended"]


def test_limits_are_options(program: Path) -> None:
    program.write_text("while True: pass")
    done = command("run", program, "--wall", "0.5")
    assert done.returncode == 124
    assert "-- limit wall, over its limit" in done.stderr


def test_a_program_that_died_of_a_signal_tells_as_a_shell_does(program: Path) -> None:
    program.write_text("import os; os.abort()")
    assert command("run", program).returncode == 128 + signal.SIGABRT


def test_an_app_is_served(program: Path) -> None:
    program.write_text("from fastapi import FastAPI\napp = FastAPI()\nprint(__name__)")
    done = command("run", program, "--kind", "app", "--wall", "1")
    assert done.stdout == "main\n"
    assert done.returncode == 124


def test_interrupting_it_stops_the_run(program: Path) -> None:
    program.write_text("print('on')\nimport time; time.sleep(60)")
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "run", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "on\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert said.startswith("-- stopped")
    assert process.returncode == 124


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "there is no program in it"),
        (b"\n" * 1_000_000, "there is no program in it"),
        (b"\xff\xfe", "not UTF-8"),
        (b"print(1)\0", "a NUL character"),
        (b"#" * 70_000, "larger than 64 KB"),
    ],
    ids=["empty", "a million empty lines", "binary", "NUL", "large"],
)
def test_what_is_no_program_is_refused_with_the_reason(content: bytes, why: str, program: Path) -> None:
    program.write_bytes(content)
    done = command("run", program)
    assert done.returncode == 65
    assert done.stdout == ""
    assert why in done.stderr


def test_the_doctor_says_that_programs_can_be_run() -> None:
    done = command("doctor")
    assert done.returncode == 0
    assert done.stdout.endswith("Programs can be run here.\n")
