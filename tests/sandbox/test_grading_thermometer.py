"""The thermometer: what a program called each job, held against what the seals made of it, fairly on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.evidence import Evidence, Kitchen, Request
from sandbox.grading.crowd import seal
from sandbox.grading.rules import Unfair, find

JOBS: list[list[Any]] = [["wait", "io", 200], ["nap", "io", 30], ["sum", "cpu", 150], ["burst", "cpu", 40]]
ASK = {"job": "/job/{n}", "told": "/told/", "jobs": JOBS, "turns": 3}
Call = Callable[[str, str, float], str]
"""What a program calls a job: from its name, its kind, and how many milliseconds it took."""


def run(call: Call, slowness: float = 1.0) -> Evidence:
    """A run on a machine on which every calculation takes so many times its CPU."""
    numbers = sorted(range(1, len(JOBS) + 1), key=lambda n: seal("secret", f"/job/{n}"))
    paths, now = [(f"/job/{n}", 1.0) for n in numbers], 0.0
    for turn in range(3):
        for (name, kind, ms), number in zip(JOBS, numbers, strict=True):
            took = ms * slowness if kind == "cpu" else float(ms)
            paths.append((f"/told/{turn}/{number}/{call(name, kind, took)}", took))
    rows: list[Request] = []
    for path, took in paths:
        now += took
        rows.append(Request(len(rows), 1, "GET", path, now, now, 200, 1, False))
    return Evidence(kitchen=Kitchen("secret", {}, tuple(rows), len(rows), 1, 1, False))


def code(evidence: Evidence) -> tuple[str, Any]:
    grade = [
        {"rule": "unjudged", "code": "untold", "told": "/told/", "jobs": JOBS, "turns": 3},
        {"rule": "misjudged", "code": "slow", "because": "slow", **ASK},
        {"rule": "misjudged", "code": "wrong", **ASK},
    ]
    found, measured = find(grade, evidence)
    return found, measured.get("mistakes")


def truth(_name: str, kind: str, _took: float) -> str:
    return kind


def by_clock(_name: str, _kind: str, took: float) -> str:
    return "io" if took > 100 else "cpu"


def by_share(name: str, kind: str, took: float) -> str:
    cpu = {job[0]: job[2] for job in JOBS}[name] if kind == "cpu" else 0.0
    return "cpu" if cpu / took > 0.5 else "io"


@pytest.mark.parametrize("slowness", [1.0, 1.9])
def test_who_measures_the_share_is_right(slowness: float) -> None:
    assert code(run(by_share, slowness)) == ("", [])


def test_who_looks_at_the_clock_takes_slow_for_waiting() -> None:
    assert code(run(by_clock)) == ("slow", ["nap: cpu", "sum: io"])
    assert code(run(by_clock, 9.0)) == ("slow", ["nap: cpu"])


def test_who_takes_everything_for_waiting_is_told_the_same_and_the_rest_is_plainly_wrong() -> None:
    assert code(run(lambda *_: "io"))[0] == "slow"
    assert code(run(lambda *_: "cpu")) == ("wrong", ["wait: cpu", "nap: cpu"])
    assert code(run(lambda *_: "None")) == ("wrong", ["wait: ?", "nap: ?", "sum: ?", "burst: ?"])
    assert code(run(lambda name, kind, _: "io" if name == "burst" else kind)) == ("wrong", ["burst: io"])


@pytest.mark.parametrize("slowness", [1.7, 2.0, 2.5, 9.0])
def test_however_little_a_short_calculation_was_held_up_a_strict_thermometer_is_right(slowness: float) -> None:
    def strict_about_the_burst(name: str, kind: str, took: float) -> str:
        return ("cpu" if 40 / took > 0.6 else "io") if name == "burst" else kind

    assert code(run(strict_about_the_burst, slowness)) == ("", [])


def test_a_calculation_without_a_core_that_looked_like_waiting_is_held_against_nobody() -> None:
    def share_but_for_the_burst(name: str, kind: str, took: float) -> str:
        return "cpu" if name == "burst" else by_share(name, kind, took)

    assert code(run(share_but_for_the_burst, 9.0)) == ("", [])


def test_a_run_in_which_no_calculation_had_a_core_is_not_judged() -> None:
    with pytest.raises(Unfair):
        code(run(by_share, 20.0))


def test_what_was_told_both_ways_is_not_right_and_what_was_never_told_is_missing() -> None:
    evidence = run(truth)
    assert code(evidence) == ("", [])
    assert evidence.kitchen
    both = [
        Request(99, 1, "GET", one.path.replace("/cpu", "/io"), one.start_ms, one.end_ms, 200, 1, False)
        for one in evidence.kitchen.requests
        if one.path.endswith("/cpu")
    ]
    requests = (*evidence.kitchen.requests, *both)
    assert code(Evidence(kitchen=Kitchen("secret", {}, requests, 0, 1, 1, False)))[0] == "slow"
    fewer = evidence.kitchen.requests[:-1]
    assert code(Evidence(kitchen=Kitchen("secret", {}, fewer, 0, 1, 1, False)))[0] == "untold"
