"""Rules on a script's errands: what it asked of the kitchen before what, how often, and how many at once."""

from __future__ import annotations

from sandbox.evidence import Evidence, Request
from sandbox.grading.asking import FOREVER, end_of, peak_of
from sandbox.grading.crowd import OK
from sandbox.grading.rules import NOTHING, Finding, rule


def _by_path(evidence: Evidence, paths: list[str]) -> dict[str, list[Request]]:
    """The requests for each of these, in the order in which they came."""
    found: dict[str, list[Request]] = {path: [] for path in paths}
    for request in evidence.kitchen.requests if evidence.kitchen else ():
        if request.path in found:
            found[request.path].append(request)
    return found


@rule("asked-before", "before path mark")
def asked_before(evidence: Evidence, *, prefix: str, mark: str) -> Finding:
    """Something whose path begins so reached the kitchen before the first request for `mark` had been answered."""
    if evidence.kitchen is None:
        return NOTHING
    requests = evidence.kitchen.requests
    marked = next((end_of(request) for request in requests if request.path == mark), FOREVER)
    before = [request for request in requests if request.path.startswith(prefix) and request.start_ms < marked]
    if not before:
        return NOTHING
    return Finding(True, {"before": len(before), "path": before[0].path, "mark": mark})


@rule("times-asked", "path times wanted")
def times_asked(evidence: Evidence, *, paths: list[str], times: int) -> Finding:
    """One of these was not answered exactly this many times."""
    if evidence.kitchen is None:
        return NOTHING
    for path, requests in _by_path(evidence, paths).items():
        answered = sum(request.status == OK for request in requests)
        if answered != times:
            return Finding(True, {"path": path, "times": answered, "wanted": times})
    return NOTHING


@rule("round-peak", "peak rounds together")
def round_peak(evidence: Evidence, *, paths: list[str], rounds: int, below: int) -> Finding:
    """In some round, made of each path's first request, or its second ..., fewer than this were open at once."""
    if evidence.kitchen is None:
        return NOTHING
    asked = _by_path(evidence, paths).values()
    peaks = [peak_of([requests[number] for requests in asked if number < len(requests)]) for number in range(rounds)]
    return Finding(min(peaks) < below, {"peak": min(peaks), "rounds": rounds, "together": len(paths)})


@rule("path-holds", "path")
def path_holds(evidence: Evidence, *, prefix: str, text: str) -> Finding:
    """A path that begins so holds this text: the program put into it what it should have waited for."""
    for request in evidence.kitchen.requests if evidence.kitchen else ():
        if request.path.startswith(prefix) and text in request.path:
            return Finding(True, {"path": request.path})
    return NOTHING
