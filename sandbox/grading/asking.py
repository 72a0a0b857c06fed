"""Rules on what the kitchen saw: who asked, for what, and how many at once."""

from __future__ import annotations

from sandbox.evidence import Evidence, Kitchen, Request
from sandbox.grading.crowd import OK, asked_path, seconds
from sandbox.grading.rules import NOTHING, Finding, rule

FOREVER = float("inf")


def end_of(request: Request) -> float:
    return FOREVER if request.end_ms is None else request.end_ms


def peak_of(requests: list[Request]) -> int:
    """The largest number of them that were open at one moment."""
    edges = sorted([(one.start_ms, 1) for one in requests] + [(end_of(one), -1) for one in requests])
    now = most = 0
    for _, step in edges:
        now += step
        most = max(most, now)
    return most


def shared_ms(one: Request, other: Request) -> float:
    """How long both were open."""
    return max(0.0, min(end_of(one), end_of(other)) - max(one.start_ms, other.start_ms))


def _filled(template: str, kitchen: Kitchen) -> str:
    return template.format(**kitchen.extra)


@rule("not-asked", "asked answered users")
def not_asked(evidence: Evidence, *, phase: str, path: str) -> Finding:
    """Users were answered, and the kitchen was asked for nothing that they wanted."""
    one = evidence.phase(phase)
    if one is None or evidence.kitchen is None:
        return NOTHING
    answered = [answer for answer in one.answers if answer.status == OK]
    wanted = {asked_path(answer, path) for answer in one.answers}
    asked = len(wanted & {request.path for request in evidence.kitchen.requests})
    return Finding(bool(answered) and not asked, {"asked": asked, "answered": len(answered), "users": len(one.answers)})


@rule("peak", "peak users")
def peak(
    evidence: Evidence, *, phase: str, path: str, at_most: int = -1, exactly: int = -1, below: int = -1
) -> Finding:
    """The most requests of this phase's users that the kitchen had open at once.

    Each user's request counts once, by a path nobody knows before that user asks: others that a program may send to
    look busy do not count.
    """
    one = evidence.phase(phase)
    if one is None or evidence.kitchen is None:
        return NOTHING
    wanted = {asked_path(answer, path) for answer in one.answers}
    first: dict[str, Request] = {}
    for request in evidence.kitchen.requests:
        if request.path in wanted:
            first.setdefault(request.path, request)
    found = peak_of(list(first.values()))
    matches = found <= at_most or found == exactly or found < below
    return Finding(matches, {"peak": found, "users": len(one.answers)})


@rule("nothing-asked", "asked")
def nothing_asked(evidence: Evidence) -> Finding:
    """The kitchen received no request at all."""
    asked = evidence.kitchen.count if evidence.kitchen else 0
    return Finding(not asked, {"asked": asked})


@rule("path-missing", "missing asked")
def path_missing(evidence: Evidence, *, paths: list[str]) -> Finding:
    """Nobody asked for one of these; a template's fields are those of the kitchen's answers."""
    if evidence.kitchen is None:
        return NOTHING
    asked = {request.path for request in evidence.kitchen.requests}
    missing = [path for path in paths if _filled(path, evidence.kitchen) not in asked]
    return Finding(bool(missing), {"missing": missing, "asked": evidence.kitchen.count})


@rule("invented-path", "path expected")
def invented_path(evidence: Evidence, *, paths: list[str]) -> Finding:
    """Somebody asked for one of these, but with another value than the one the kitchen had given."""
    if evidence.kitchen is None:
        return NOTHING
    for template in paths:
        right = _filled(template, evidence.kitchen)
        for request in evidence.kitchen.requests:
            if request.path.startswith(template.partition("{")[0]) and request.path != right:
                return Finding(True, {"path": request.path, "expected": template})
    return NOTHING


@rule("cut-off", "path cut")
def cut_off(evidence: Evidence, *, paths: list[str]) -> Finding:
    """The program hung up on one of these before its answer, and did not ask for it again."""
    if evidence.kitchen is None:
        return NOTHING
    for template in paths:
        right = _filled(template, evidence.kitchen)
        asked = [request for request in evidence.kitchen.requests if request.path == right]
        if asked and all(request.gone or request.end_ms is None for request in asked):
            return Finding(True, {"path": right, "cut": len(asked)})
    return NOTHING


@rule("overlap", "peak overlap_s overlap_share span_s sequential_s span_share")
def overlap(evidence: Evidence, *, paths: list[str], below: float) -> Finding:
    """Two requests were open together for less than this share of the shorter one."""
    kitchen = evidence.kitchen
    if kitchen is None or not kitchen.requests:
        return NOTHING
    one, other = ([r for r in kitchen.requests if r.path == _filled(path, kitchen)] for path in paths)
    ended = [request for request in kitchen.requests if request.end_ms is not None]
    if not (one and other and ended):
        return NOTHING
    shares = [
        (shared_ms(a, b) / max(1.0, min(end_of(a) - a.start_ms, end_of(b) - b.start_ms)), a, b)
        for a in one
        for b in other
    ]
    share, a, b = max(shares, key=lambda found: found[0])
    span = max(end_of(request) for request in ended) - min(request.start_ms for request in ended)
    sequential = sum(end_of(request) - request.start_ms for request in ended)
    return Finding(
        share < below,
        {
            "peak": peak_of(list(kitchen.requests)),
            "overlap_s": seconds(shared_ms(a, b)),
            "overlap_share": round(share, 3),
            "span_s": seconds(span),
            "sequential_s": seconds(sequential),
            "span_share": round(span / max(1.0, sequential), 3),
        },
    )
