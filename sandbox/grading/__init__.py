"""Evidence to verdict. Structure decides, never a number of seconds; what a program says of itself decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sandbox.evidence import SERVICES, Evidence
from sandbox.grading import (  # noqa: F401 - they register their rules
    asking,
    beside,
    bill,
    cores,
    crowd,
    errands,
    images,
    numbered,
    orders,
    program,
    recipe,
    thermometer,
)
from sandbox.grading.catalogue import entries, message, misconception, next_step, passes
from sandbox.grading.general import ended_badly
from sandbox.grading.rules import Measured, Unfair, check, find
from sandbox.job import InvalidJob, Job

__all__ = ["NotJudged", "Verdict", "check_grade", "judge", "message", "misconception", "next_step", "passes"]


class NotJudged(RuntimeError):
    """There is nothing to judge: the run was stopped by its owner, or failed by our mistake."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` is a slug of the catalogue; `evidence` holds the numbers its message names, and others."""

    passed: bool
    code: str
    evidence: dict[str, float | str | list[Any]]


def judge(job: Job, evidence: Evidence) -> Verdict:
    """The verdict on a submission.

    Raises InvalidJob where the exercise's grading is at fault, NotJudged where the run was stopped, failed or lost.
    """
    check_grade(job.grade)
    if evidence.exit.outcome in ("stopped", "failed"):
        raise NotJudged(evidence.exit.outcome)
    for service in SERVICES:
        if service in job.services and evidence.log(service) is None:
            raise NotJudged(f"the log of {service} is missing")
    if "sampler" in job.services and evidence.sample is None:
        raise NotJudged("the sampler's report is missing")
    evidence = replace(evidence, source=job.entrants[0].source)
    measured: Measured
    if bad := ended_badly(job, evidence):
        code, measured = bad
        if code == "program-error":
            named, told = find([entry for entry in job.grade if entry.get("failed")], evidence)
            code, measured = (named, told) if named else bad
    else:
        try:
            code, measured = find(job.grade, evidence)
        except Unfair as unfair:
            raise NotJudged(str(unfair)) from unfair
        code = code or _passed(job, evidence)
    return Verdict(passes(code), code, measured)


def _passed(job: Job, evidence: Evidence) -> str:
    """No rule matched: a pass, but only where every phase of the load ran to its end."""
    if evidence.cut:
        raise InvalidJob("the kitchen ended the program, and no rule of the exercise says what that means")
    phases = {phase.name: phase for phase in evidence.phases}
    for planned in job.load:
        phase = phases.get(planned["name"])
        if phase is not None and phase.stopped == "timeout":
            return "never-ends"
        if phase is None or phase.stopped:
            raise InvalidJob(f"phase {planned['name']} was cut, and no rule of the exercise says what that means")
    return "passed"


def check_grade(grade: tuple[dict[str, Any], ...]) -> None:
    """Raise InvalidJob for a `grade` that could not be asked, or whose codes have no message."""
    check(grade)
    for entry in grade:
        if entry["code"] not in entries():
            raise InvalidJob(f"verdict code {entry['code']!r} is in no catalogue")
        if entry.get("failed") and passes(entry["code"]):
            raise InvalidJob(f"a program that failed cannot be told {entry['code']!r}")
