"""Rules on a recipe's steps at the kitchen: how many went on at once, what was done while one took its time, which had
to wait for others. They look at the order of arrivals and ends, never at a number of seconds."""

from __future__ import annotations

from sandbox.evidence import Evidence, Kitchen, Request
from sandbox.grading.asking import FOREVER, end_of, peak_of, shared_ms
from sandbox.grading.crowd import OK, seconds
from sandbox.grading.rules import NOTHING, Finding, rule


def steps(kitchen: Kitchen, paths: list[str]) -> list[Request]:
    """The first answered request for each of these."""
    found: dict[str, Request] = {}
    for request in kitchen.requests:
        if request.path in paths and request.status == OK:
            found.setdefault(request.path, request)
    return list(found.values())


@rule("together", "together")
def together(evidence: Evidence, *, paths: list[str], above: int) -> Finding:
    """More than this of these were under way at one moment."""
    if evidence.kitchen is None:
        return NOTHING
    most = peak_of([request for request in evidence.kitchen.requests if request.path in paths])
    return Finding(most > above, {"together": most})


@rule("too-soon", "path needed")
def too_soon(evidence: Evidence, *, path: str, after: list[str]) -> Finding:
    """A step was begun before one of those that it needs had been answered."""
    if evidence.kitchen is None:
        return NOTHING
    begun = min((request.start_ms for request in evidence.kitchen.requests if request.path == path), default=FOREVER)
    answered = {request.path: end_of(request) for request in steps(evidence.kitchen, after)}
    for needed in after:
        if begun < answered.get(needed, FOREVER):
            return Finding(True, {"path": path, "needed": needed})
    return NOTHING


@rule("during", "during done_before overlap_s span_s sequential_s")
def during(evidence: Evidence, *, path: str, others: list[str], fewer: int, done_before: int) -> Finding:
    """Fewer than this of the others were under way during a step, or more than that had ended when it was begun."""
    kitchen = evidence.kitchen
    slow = steps(kitchen, [path]) if kitchen else []
    if kitchen is None or not slow:
        return NOTHING
    rest = steps(kitchen, others)
    shared = [shared_ms(slow[0], one) for one in rest]
    before = sum(end_of(one) <= slow[0].start_ms for one in rest)
    ended = [request for request in kitchen.requests if request.end_ms is not None]
    return Finding(
        sum(ms > 0 for ms in shared) < fewer or before > done_before,
        {
            "during": sum(ms > 0 for ms in shared),
            "done_before": before,
            "overlap_s": seconds(sum(shared)),
            "span_s": seconds(max(map(end_of, ended)) - min(request.start_ms for request in ended)),
            "sequential_s": seconds(sum(end_of(request) - request.start_ms for request in ended)),
        },
    )
