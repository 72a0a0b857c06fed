"""Rules on where the CPU time went. None looks at a speed-up: on a shared machine a right answer may show none."""

from __future__ import annotations

import re
from typing import Final

from sandbox.evidence import Evidence, Sample
from sandbox.grading.crowd import OK, field_of
from sandbox.grading.rules import NOTHING, Finding, Measured, rule

SQUARES: Final = (0, 1, 4, 2, 2, 4, 1)
"""i * i % 7 for i = 0 ... 6; it goes on like this."""
LEAST_LOOKS: Final = 8
"""Fewer looks than this at the work, on a machine that had no time for more, say nothing of how it was shared out."""


def stamp(n: int) -> int:
    """The sum of `i * i % 7` for i below n, without the loop."""
    whole, rest = divmod(n, len(SQUARES))
    return whole * sum(SQUARES) + sum(SQUARES[:rest])


@rule("wrong-stamps", "right answered users")
def wrong_stamps(evidence: Evidence, *, phase: str) -> Finding:
    """A user's `x` is not the stamp of the `n` asked for."""
    one = evidence.phase(phase)
    if one is None:
        return NOTHING
    answered = [answer for answer in one.answers if answer.status == OK]
    right = 0
    for answer in answered:
        asked = re.search(r"[?&]n=(\d+)", answer.path)
        right += asked is not None and field_of(answer, "x") == stamp(int(asked[1]))
    return Finding(right < len(answered), {"right": right, "answered": len(answered), "users": len(one.answers)})


@rule("stamps-undelivered", "missing asked")
def stamps_undelivered(evidence: Evidence, *, path: str, fields: list[str]) -> Finding:
    """For one of the numbers the kitchen drew, no stamp was brought to it."""
    kitchen = evidence.kitchen
    if kitchen is None:
        return NOTHING
    wanted = [path.format(n=kitchen.extra[name], x="") for name in fields]
    missing = [begin for begin in wanted if not any(one.path.startswith(begin) for one in kitchen.requests)]
    return Finding(bool(missing), {"missing": missing, "asked": kitchen.count})


@rule("stamps-delivered-wrong", "right answered")
def stamps_delivered_wrong(evidence: Evidence, *, path: str, fields: list[str]) -> Finding:
    """A stamp that was brought to the kitchen is not that of its number."""
    kitchen = evidence.kitchen
    if kitchen is None:
        return NOTHING
    brought = {request.path for request in kitchen.requests}
    numbers = [kitchen.extra[name] for name in fields]
    right = sum(path.format(n=number, x=stamp(number)) in brought for number in numbers)
    return Finding(right < len(numbers), {"right": right, "answered": len(numbers)})


@rule("work-skipped", "cpu_s")
def work_skipped(evidence: Evidence, *, phase: str = "", least_cpu_s: float) -> Finding:
    """The whole tree spent less CPU than the work costs on any machine: somebody did not do it."""
    sample = _sample(evidence, phase)
    if sample is None:
        return NOTHING
    return Finding(sample.cpu_s < least_cpu_s, {"cpu_s": round(sample.cpu_s, 3)})


@rule("processes-per-request", "created ended processes users")
def processes_per_request(evidence: Evidence, *, phase: str, ended_per_request: float, spare: int) -> Finding:
    """Processes come and go with the requests, or stay and are more than requests or cores, and some, explain."""
    one, sample = evidence.phase(phase), _sample(evidence, phase)
    if one is None or sample is None:
        return NOTHING
    users = len(one.answers)
    measured: Measured = {
        "created": sample.created,
        "ended": sample.ended,
        "processes": sample.processes,
        "users": users,
    }
    kept = sample.processes > max(users, evidence.cores) + spare
    return Finding(sample.ended >= ended_per_request * users or kept, measured)


@rule("cpu-share", "cpu_main_share cpu_threads_share cpu_children_share cpu_s")
def cpu_share(evidence: Evidence, *, phase: str = "", where: str, above: float) -> Finding:
    """More than this share of the CPU time was spent in one place: main, threads or children."""
    sample = _sample(evidence, phase)
    if sample is None:
        return NOTHING
    total = sample.cpu_s or 1.0
    shares = {"main": sample.cpu_main_s, "threads": sample.cpu_threads_s, "children": sample.cpu_children_s}
    measured: Measured = {f"cpu_{place}_share": round(spent / total, 3) for place, spent in shares.items()}
    return Finding(shares[where] / total > above, {**measured, "cpu_s": round(sample.cpu_s, 3)})


@rule("parallelism", "parallelism cores processes")
def parallelism(evidence: Evidence, *, phase: str = "", below: float) -> Finding:
    """While anything ran, fewer threads than this were runnable on average."""
    sample = _sample(evidence, phase)
    if sample is None or sample.busy < LEAST_LOOKS:
        return NOTHING
    measured: Measured = {
        "parallelism": round(sample.runnable, 2),
        "cores": evidence.cores,
        "processes": sample.processes,
    }
    return Finding(sample.runnable < below, measured)


@rule("talk-share", "talk_share")
def talk_share(evidence: Evidence, *, phase: str = "", above: float) -> Finding:
    """There are child processes, and more than this share of the CPU was spent in the program's own: on handing work
    out and taking it back."""
    sample = _sample(evidence, phase)
    if sample is None or not sample.cpu_children_s:
        return NOTHING
    share = 1 - sample.cpu_children_s / sample.cpu_s
    return Finding(share > above, {"talk_share": round(share, 3)})


@rule("threads", "threads rss_mb cpu_s")
def threads(evidence: Evidence, *, phase: str = "", above: float = float("inf"), below: float = 0.0) -> Finding:
    """The program's own process had more or fewer threads than this at once. Two of them may be the tracer's."""
    sample = _sample(evidence, phase)
    if sample is None:
        return NOTHING
    measured: Measured = {
        "threads": sample.threads,
        "rss_mb": round(sample.rss_mb, 1),
        "cpu_s": round(sample.cpu_s, 3),
    }
    return Finding(sample.threads > above or sample.threads < below, measured)


@rule("cpu-spent", "cpu_s")
def cpu_spent(evidence: Evidence, *, phase: str = "", above_s: float) -> Finding:
    """The whole tree spent more CPU than this: many times what the work costs, whatever the machine."""
    sample = _sample(evidence, phase)
    if sample is None:
        return NOTHING
    return Finding(sample.cpu_s > above_s, {"cpu_s": round(sample.cpu_s, 3)})


def _sample(evidence: Evidence, phase: str) -> Sample | None:
    """Of a phase; of the whole run where none is named."""
    if not phase:
        return evidence.sample
    one = evidence.phase(phase)
    return one.sample if one else None
