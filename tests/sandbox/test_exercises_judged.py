"""Every program beside an exercise gets the verdict its exercise.yaml expects, in the real jail."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.grading import Verdict, message, next_step
from sandbox.job import Entrant, Job, Limits
from sandbox.supervisor import Sandbox

CONTENT = Path(__file__).parents[2] / "lessons" / "content"
FOLDERS = sorted(path.parent for path in CONTENT.glob("*/exercises/*/exercise.yaml"))


def spec(folder: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((folder / "exercise.yaml").read_text(encoding="utf-8")))


def job(folder: Path, source: str) -> Job:
    raw = spec(folder)
    return Job(
        run=str(uuid.uuid4()),
        entrants=(Entrant(source),),
        kind=raw["kind"],
        limits=Limits(**raw["limits"]),
        services=raw["services"],
        load=tuple(raw["load"]),
        grade=tuple(raw["grade"]),
        exercise=raw["id"],
    )


PROGRAMS = [(folder, file) for folder in FOLDERS for file in spec(folder)["expect"]]


@pytest.fixture(scope="module")
def jail() -> Iterator[Sandbox]:
    with Sandbox(warm=1) as sandbox:
        yield sandbox


@pytest.mark.jail
@pytest.mark.parametrize(("folder", "file"), PROGRAMS, ids=[f"{folder.name}-{file}" for folder, file in PROGRAMS])
def test_a_program_gets_the_verdict_that_was_foreseen(jail: Sandbox, folder: Path, file: str) -> None:
    events: list[Any] = []
    last = jail.run(job(folder, (folder / file).read_text(encoding="utf-8")), events.extend)
    assert last["data"]["outcome"] in ("finished", "limit"), last
    verdict = Verdict(**next(event["data"] for event in events if event["type"] == "verdict"))
    expected = spec(folder)["expect"][file]
    assert (verdict.code, verdict.passed) == (expected["code"], expected["passed"]), verdict.evidence
    for lang in ("es", "en"):
        assert "{" not in message(verdict.code, {**verdict.evidence, "error": ""}, lang).replace("/{", "")
        assert next_step(verdict.code, lang)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_program_in_the_folder_is_expected_something_and_the_reference_passes(folder: Path) -> None:
    expect = spec(folder)["expect"]
    files = {str(path.relative_to(folder)) for path in folder.rglob("*.py")}
    assert files == expect.keys()
    assert expect["reference.py"] == {"code": "passed", "passed": True}
    assert all(expect[file]["passed"] for file in files if file.startswith("right/"))
    assert not any(expect[file]["passed"] for file in files if file.startswith("wrong/"))
