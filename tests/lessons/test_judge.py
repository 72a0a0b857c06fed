"""`manage.py judge`: one JSON object for a program, whatever it is; a clear refusal where there is nothing to judge."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lessons.course import course

ROOT = Path(__file__).resolve().parents[2]


def judge(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "judge", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.jail
def test_a_right_program_passes() -> None:
    done = judge("M2", str(course().exercise("M2").folder / "reference.py"))
    assert (done.returncode, done.stderr) == (0, "")
    verdict = json.loads(done.stdout)
    assert sorted(verdict) == ["code", "evidence", "message", "passed"]
    assert (verdict["passed"], verdict["code"]) == (True, "passed")
    assert verdict["message"]["es"] != verdict["message"]["en"]


@pytest.mark.jail
def test_a_wrong_program_gets_its_code_and_status_0(tmp_path: Path) -> None:
    program = tmp_path / "mine.py"
    program.write_text("def f(:\n")
    done = judge("M2", str(program))
    assert done.returncode == 0
    verdict = json.loads(done.stdout)
    assert (verdict["passed"], verdict["code"]) == (False, "syntax-error")


@pytest.mark.parametrize(
    ("exercise", "content", "told"),
    [
        ("Z9", b"print(1)\n", "no exercise is called 'Z9'; there are A1, "),
        ("M2", None, "No such file"),
        ("M2", b"", "no program in it"),
        ("M2", b"\xff\xfe", "not UTF-8"),
        ("M2", b"print(1)\0\n", "a NUL character"),
        ("M2", b"#" * 70_000, "larger than 64 KB"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_status_2(
    tmp_path: Path, exercise: str, content: bytes | None, told: str
) -> None:
    program = tmp_path / "mine.py"
    if content is not None:
        program.write_bytes(content)
    done = judge(exercise, str(program))
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert "Traceback" not in done.stderr
