"""Rules on a script's many requests of one kind, told apart by a number in their path: `/mesa/{n}`, n from 1."""

from __future__ import annotations

from sandbox.evidence import Evidence, Request
from sandbox.grading.asking import peak_of
from sandbox.grading.crowd import OK
from sandbox.grading.rules import NOTHING, Finding, rule


def _paths(path: str, count: int) -> set[str]:
    return {path.format(n=number) for number in range(1, count + 1)}


@rule("unserved", "served wanted")
def unserved(evidence: Evidence, *, path: str, count: int) -> Finding:
    """Some of these never got their answer: nobody asked, or whoever did hung up.

    Nothing of a program the kitchen ended: it might have asked yet.
    """
    if evidence.kitchen is None or evidence.cut:
        return NOTHING
    wanted = _paths(path, count)
    answered = (request for request in evidence.kitchen.requests if request.status == OK and not request.gone)
    served = len(wanted & {request.path for request in answered})
    return Finding(served < count, {"served": served, "wanted": count})


@rule("at-once", "peak wanted")
def at_once(
    evidence: Evidence,
    *,
    path: str,
    count: int,
    at_most: int = -1,
    exactly: int = -1,
    below: int = -1,
    above: int = 1_000_000,
) -> Finding:
    """The most of these that the kitchen had open at once.

    Each number counts once, with its first request: asking twice for the same makes nobody look busier.
    """
    if evidence.kitchen is None:
        return NOTHING
    wanted = _paths(path, count)
    first: dict[str, Request] = {}
    for request in evidence.kitchen.requests:
        if request.path in wanted:
            first.setdefault(request.path, request)
    found = peak_of(list(first.values()))
    matches = found <= at_most or found == exactly or found < below or found > above
    return Finding(matches, {"peak": found, "wanted": count})
