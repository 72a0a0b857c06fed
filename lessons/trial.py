"""One run in the real jail, for the content check and `manage.py judge`: the jobs and the grading of the web path.

The only module of the course that touches the running sandbox; pages never do, they speak to its workers.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lessons.exercise import Exercise
from lessons.play import Play
from lessons.race import Race
from lessons.setup import Setup
from sandbox import grading
from sandbox.events import Event
from sandbox.job import Entrant
from sandbox.supervisor import Sandbox


class NotJudged(RuntimeError):
    """The run came to no verdict, by our mistake and not the program's."""


@dataclass
class Ended:
    """What one entrant did."""

    stdout: str = ""
    stderr: str = ""
    wall_s: float = 0.0
    exit_code: int | None = None
    outcome: str = ""


@dataclass
class Trial:
    entrants: list[Ended]
    verdict: dict[str, Any] | None = None
    outcome: str = ""
    reason: str = ""
    notes: list[str] = field(default_factory=list)


def run(
    sandbox: Sandbox, where: Setup | Race | Exercise | Play, entrants: Iterable[Entrant], graded: bool = False
) -> Trial:
    """Run to the end and gather. Programs must be clean; see `sandbox.job.clean_source`."""
    programs = tuple(entrants)
    trial = Trial([Ended() for _ in programs])

    def emit(events: list[Event]) -> None:
        for event in events:
            _gather(trial, event)

    sandbox.run(where.job(str(uuid.uuid4()), programs, graded), emit)
    return trial


def _gather(trial: Trial, event: Event) -> None:
    data = event["data"]
    match event["type"]:
        case "output":
            entrant = trial.entrants[event["entrant"]]
            if data["stream"] == "stdout":
                entrant.stdout += data["text"]
            else:
                entrant.stderr += data["text"]
        case "entrant-ended":
            entrant = trial.entrants[event["entrant"]]
            entrant.wall_s, entrant.exit_code, entrant.outcome = data["wall_s"], data["exit_code"], data["outcome"]
        case "note":
            trial.notes.append(str(data.get("code", "")))
        case "verdict":
            trial.verdict = data
        case "ended":
            trial.outcome, trial.reason = data["outcome"], data["reason"]


def judge(sandbox: Sandbox, exercise: Exercise, source: str) -> dict[str, Any]:
    """A program as a submission: {passed, code, message {es, en}, evidence}. Raises NotJudged."""
    trial = run(sandbox, exercise, [Entrant(source)], graded=True)
    if trial.verdict is None:
        raise NotJudged(f"the run ended as {trial.outcome} {trial.reason}".strip())
    code, evidence = trial.verdict["code"], trial.verdict["evidence"]
    return {
        "passed": trial.verdict["passed"],
        "code": code,
        "message": {language: grading.message(code, evidence, language) for language in ("es", "en")},
        "evidence": evidence,
    }
