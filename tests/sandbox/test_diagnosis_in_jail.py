"""The diagnosis of real runs: told after the end of the turn and before the verdict, advice that costs the run
nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sandbox.command.diagnosis import said
from sandbox.command.predict import edited
from sandbox.diagnosis import reader
from sandbox.diagnosis.facts import Facts
from tests.sandbox.conftest import Play, Run

pytestmark = pytest.mark.jail

ROOT = Path(__file__).parents[2]
OVENS = """\
import asyncio, time

async def bake(n):
    time.sleep(0.25)
    return n

async def main():
    print(await asyncio.gather(*(bake(n) for n in range(4))))

asyncio.run(main())
"""
ERRANDS = """\
import asyncio

async def errand(n):
    await asyncio.sleep(0.3)
    return n

async def main():
    done = []
    for n in range(4):
        done.append(await errand(n))
    print(done)

asyncio.run(main())
"""


@pytest.fixture
def traced(play: Play) -> Play:
    """Runs a program with its trace, as learners' runs are."""
    return lambda source: play(source, trace=True)


def found(run: Run) -> list[dict[str, Any]]:
    return [finding for event in run.of("diagnosis") for finding in event["data"]["findings"]]


def test_a_finding_comes_after_the_end_of_the_turn_and_before_that_of_the_run(traced: Play) -> None:
    run = traced(OVENS)
    (finding,) = found(run)
    assert (finding["slug"], finding["line"], finding["lesson"]) == ("blocking-sleep", 4, "C")
    kinds = [event["type"] for event in run.events]
    assert kinds[-3:] == ["entrant-ended", "diagnosis", "ended"]
    assert run.of("diagnosis")[0]["entrant"] == 0


@pytest.mark.parametrize(("source", "slug"), [(OVENS, "blocking-sleep"), (ERRANDS, "await-in-loop")])
def test_the_edited_program_runs_and_takes_about_what_was_foretold(traced: Play, source: str, slug: str) -> None:
    before = traced(source)
    (finding,) = found(before)
    assert finding["slug"] == slug
    after = traced(edited(source, finding["saves"]["edit"]))
    assert after.stdout == before.stdout
    assert found(after) == []
    foretold, took = finding["saves"]["predicted_s"], after.end["wall_s"]
    # Four waits in line against four at once: even a busy machine keeps them apart.
    assert took < (before.end["wall_s"] + foretold) / 2
    assert foretold < before.end["wall_s"] / 2


@pytest.mark.parametrize(
    ("program", "slug"),
    [
        ("lock_around_the_wait_semaphore_one", "lock-around-the-wait"),
        ("polling_queue_by_hand", "polling"),
        pytest.param("threads_for_cpu_to_thread", "threads-for-cpu", marks=pytest.mark.cores),
    ],
)
def test_the_edited_program_does_the_same_without_the_mistake(traced: Play, program: str, slug: str) -> None:
    source = (ROOT / "tests" / "diagnosis" / "programs" / f"{program}.py").read_text()
    before = traced(source)
    (finding,) = found(before)
    assert finding["slug"] == slug
    assert finding["saves"]["predicted_s"] < finding["saves"]["measured_s"]
    after = traced(edited(source, finding["saves"]["edit"]))
    assert after.outcome == ("finished", "")
    assert sorted(after.stdout.splitlines()) == sorted(before.stdout.splitlines())
    assert slug not in {each["slug"] for each in found(after)}


def test_innocent_programs_are_left_in_peace(traced: Play) -> None:
    assert found(traced("print(sum(range(100)))")) == []
    assert found(traced(OVENS.replace("time.sleep", "await asyncio.sleep"))) == []


def test_nothing_is_said_of_a_run_that_is_not_traced(play: Play) -> None:
    assert found(play(OVENS)) == []


@pytest.mark.parametrize(
    "bomb",
    ["x = " + "(" * 5_000 + ")" * 5_000, "x = " + "-" * 60_000 + "1", "f'" + "{" * 200, "x=[" * 8_000],
    ids=["brackets", "signs", "braces", "lists"],
)
def test_a_text_that_kills_its_reader_costs_only_the_diagnosis(traced: Play, bomb: str) -> None:
    run = traced(f"print('begun')\nif False:\n    {bomb}\n")
    assert run.outcome == ("finished", "")


def test_where_the_text_cannot_be_read_what_ran_speaks_alone(traced: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_facts", lambda *_: Facts())
    monkeypatch.setattr(reader, "_known", {})
    assert [finding["slug"] for finding in found(traced(OVENS))] == ["blocking-sleep"]
    assert found(traced(ERRANDS)) == []


def test_an_error_is_explained_at_the_learners_line(traced: Play) -> None:
    source = "import asyncio\nasync def f():\n    return {'a': 1}\n"
    source += "async def main():\n    print(f()['a'])\nasyncio.run(main())"
    assert [(one["slug"], one["line"]) for one in found(traced(source))] == [("coroutine-as-value", 5)]
    run = traced("import asyncio\ndef main():\n    await asyncio.sleep(1)\nmain()\n")
    assert [(one["slug"], one["line"]) for one in found(run)] == [("await-outside-async", 3)]


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sandbox", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_command_line_says_it_in_the_language_asked_for(tmp_path: Path) -> None:
    program = tmp_path / "ovens.py"
    program.write_text(OVENS)
    done = command("run", program, "--diagnose", "--lang", "es")
    assert "blocking-sleep (línea 4, lección C)" in done.stdout
    assert "Siguiente paso: " in done.stdout
    assert "    4 |     await asyncio.sleep(0.25)" in done.stdout
    assert done.returncode == 0


def test_a_terminal_promises_no_gain_that_the_machine_moves_by_itself() -> None:
    edit = [{"from": 4, "to": 4, "text": "    await asyncio.sleep(0.25)"}]
    one = {"slug": "blocking-sleep", "line": 4, "lesson": "C", "message": {"es": "m"}, "next": {"es": "n"}}
    told = {
        predicted: list(said([{**one, "saves": {"measured_s": 1.5, "predicted_s": predicted, "edit": edit}}], "es"))
        for predicted in (0.5, 1.45)
    }
    assert told[0.5][3:] == [
        "  Medido 1,50 s, se prevén 0,50 s con este cambio:",
        "        4 |     await asyncio.sleep(0.25)",
    ]
    assert told[1.45][3:] == ["  Con este cambio:", "        4 |     await asyncio.sleep(0.25)"]


def test_its_last_line_of_json_is_the_diagnoses(tmp_path: Path) -> None:
    program = tmp_path / "kitchen.py"
    program.write_text(
        "import asyncio, os, urllib.request\nasync def main():\n"
        "    urllib.request.urlopen(os.environ['KITCHEN'] + '/soup?ms=200').read()\nasyncio.run(main())\n"
    )
    last = command("run", program, "--diagnose", "--json", "--service", "kitchen").stdout.splitlines()[-1]
    (one,) = json.loads(last)["diagnoses"]
    assert (one["slug"], one["line"]) == ("blocking-http", 3)
    assert one["evidence"]["ms"] >= 190
    assert one["evidence"]["rows"][0][0] == "b"
    assert one["message"].keys() == {"es", "en"}
