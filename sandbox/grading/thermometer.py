"""Rules on a program that tells jobs that wait from jobs that compute, and tells the kitchen what it made of each.

Which job has which number is a matter of the seals, new in every run: the kitchen answers `job` for each number, and
the numbers in the order of their seals get the jobs in the order of the exercise. Each job is judged several times.

A calculation that waits for a core looks like waiting, and whoever measures well says so. From outside it shows: the
calculation takes longer than its CPU. That is held against nobody. But whoever never called a calculation by its name,
because none had a core, has shown nothing either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from sandbox.evidence import Evidence, Kitchen, Request
from sandbox.grading.asking import end_of
from sandbox.grading.crowd import OK, seal
from sandbox.grading.rules import NOTHING, Finding, Unfair, rule

STARVED: Final = 1.3
SPARE_MS: Final = 10.0
"""Where nothing is in its way a calculation takes this many times its CPU at most, and this for telling of it.

Who measures the share is misled once a calculation takes its CPU over 0.5 or so: one shorter than 30 ms could mislead
and not show it."""
SLOW_MS: Final = 100.0
Opinion = Literal["right", "wrong", "starved"]


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    kind: str
    """io or cpu."""
    ms: float
    """How long it waits, or computes."""
    number: int


@dataclass(frozen=True, slots=True)
class Judged:
    job: Job
    opinions: tuple[Opinion, ...]
    """One a turn."""
    told: str
    """What the program called it, when it was wrong last; `?` for what is no kind."""

    @property
    def wrong(self) -> bool:
        return 2 * self.opinions.count("wrong") > len(self.opinions)

    @property
    def for_being_slow(self) -> bool:
        """Whether it is a clock's mistake, or that of taking everything for waiting."""
        return self.told == "io" or (self.told == "cpu" and self.job.ms <= SLOW_MS)


def _jobs(kitchen: Kitchen, job: str, jobs: list[Any]) -> list[Job]:
    numbers = sorted(range(1, len(jobs) + 1), key=lambda n: seal(kitchen.nonce, job.format(n=n)))
    return [Job(name, kind, ms, number) for (name, kind, ms), number in zip(jobs, numbers, strict=True)]


def _told(kitchen: Kitchen, prefix: str) -> list[Request]:
    return [request for request in kitchen.requests if request.path.startswith(prefix) and request.status == OK]


@rule("unjudged", "missing asked")
def unjudged(evidence: Evidence, *, told: str, jobs: list[Any], turns: int) -> Finding:
    """Of some job, in some turn, the kitchen was told nothing. Paths are `told` and then turn, number and kind."""
    if evidence.kitchen is None:
        return NOTHING
    paths = {request.path.rpartition("/")[0] for request in _told(evidence.kitchen, told)}
    wanted = [f"{told}{turn}/{number}" for turn in range(turns) for number in range(1, len(jobs) + 1)]
    missing = [path for path in wanted if path not in paths]
    return Finding(bool(missing), {"missing": missing[:1], "asked": evidence.kitchen.count})


@rule("misjudged", "mistakes jobs")
def misjudged(evidence: Evidence, *, job: str, told: str, jobs: list[Any], turns: int, because: str = "") -> Finding:
    """The program called some of them what they are not, in most turns. `because: slow`: all of its mistakes are those
    of a clock, and among them is one that no other thermometer makes: a long calculation, or a short wait.

    Raises Unfair where the machine left too little to see.
    """
    if evidence.kitchen is None:
        return NOTHING
    judged = [_judged(evidence.kitchen, one, job, told, turns) for one in _jobs(evidence.kitchen, job, jobs)]
    wrong = [one for one in judged if one.wrong]
    if not wrong and not any("right" in one.opinions for one in judged if one.job.kind == "cpu"):
        raise Unfair("the machine had no core for what was to be measured")
    telling = [one for one in judged if (one.job.kind == "cpu") == (one.job.ms > SLOW_MS)]
    slow = all(one.for_being_slow for one in wrong) and any(one in telling for one in wrong)
    mistakes = [f"{one.job.name}: {one.told}" for one in wrong]
    return Finding(bool(wrong) and (slow or not because), {"mistakes": mistakes, "jobs": len(jobs)})


def _judged(kitchen: Kitchen, one: Job, job: str, told: str, turns: int) -> Judged:
    opinions: list[Opinion] = []
    called = ""
    marks = [request for request in kitchen.requests if request.path.startswith((told, job.partition("{")[0]))]
    for turn in range(turns):
        prefix = f"{told}{turn}/{one.number}/"
        said = _told(kitchen, prefix)
        kinds = {request.path.removeprefix(prefix) for request in said}
        if kinds == {one.kind}:
            opinions.append("right")
            continue
        called = next((kind for kind in ("io", "cpu") if kind in kinds - {one.kind}), "?")
        before = [end_of(mark) for mark in marks if mark.start_ms < said[0].start_ms] if said else []
        took = said[0].start_ms - max(before) if before else 0.0
        starved = one.kind == "cpu" and called == "io" and took > STARVED * one.ms + SPARE_MS
        opinions.append("starved" if starved else "wrong")
    return Judged(one, tuple(opinions), called)
