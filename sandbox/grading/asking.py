"""Rules on what a service saw: who asked, for what, and how many at once.

Each asks the kitchen unless `service` names another: database, mail, disk. A path that begins with a slash is the whole
path of a request; any other text is a part of it, as `espera(` is of a query.
"""

from __future__ import annotations

from sandbox.evidence import Evidence, Kitchen, Log, Request
from sandbox.grading.crowd import OK, asked_path, route_of, seconds
from sandbox.grading.rules import NOTHING, Finding, Measured, rule

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


def _filled(template: str, log: Kitchen | Log) -> str:
    return template.format(**log.extra)


def asks(request: Request, path: str) -> bool:
    """Whether a request is for this."""
    return request.path == path if path.startswith("/") else path in request.path


@rule("not-asked", "asked answered users")
def not_asked(evidence: Evidence, *, phase: str, path: str, service: str = "kitchen") -> Finding:
    """Users were answered, and the service was asked for nothing that they wanted."""
    one, log = evidence.phase(phase), evidence.log(service)
    if one is None or log is None:
        return NOTHING
    answered = [answer for answer in one.answers if answer.status == OK]
    asked = len(_first(log, {asked_path(answer, path) for answer in one.answers}))
    return Finding(bool(answered) and not asked, {"asked": asked, "answered": len(answered), "users": len(one.answers)})


@rule("peak", "peak users calls route")
def peak(
    evidence: Evidence,
    *,
    path: str,
    phase: str = "",
    service: str = "kitchen",
    at_most: int = -1,
    exactly: int = -1,
    below: int = -1,
) -> Finding:
    """The most requests of this phase's users that the service had open at once; without a phase, of the whole run.

    Each user's request counts once, by a path nobody knows before that user asks: others that a program may send to
    look busy do not count.
    """
    one, log = evidence.phase(phase), evidence.log(service)
    if (phase and one is None) or log is None:
        return NOTHING
    if one is None:
        asked = [request for request in log.requests if asks(request, path)]
        measured: Measured = {"calls": len(asked)}
    else:
        asked = list(_first(log, {asked_path(answer, path) for answer in one.answers}).values())
        measured = {"users": len(one.answers), "route": route_of(one)}
    found = peak_of(asked)
    matches = found <= at_most or found == exactly or found < below
    return Finding(matches, {"peak": found, **measured})


def _first(log: Kitchen | Log, wanted: set[str]) -> dict[str, Request]:
    """The first request for each of these."""
    first: dict[str, Request] = {}
    texts = [path for path in wanted if not path.startswith("/")]
    for request in log.requests:
        found = request.path if request.path in wanted else next((text for text in texts if asks(request, text)), "")
        if found:
            first.setdefault(found, request)
    return first


@rule("lost", "landed answered users")
def lost(evidence: Evidence, *, phase: str, path: str) -> Finding:
    """For some user who was answered, what had to follow at the kitchen was never asked for, or never answered."""
    one = evidence.phase(phase)
    if one is None or evidence.kitchen is None:
        return NOTHING
    answered = [answer for answer in one.answers if answer.status == OK]
    done = {request.path for request in evidence.kitchen.requests if request.status == OK}
    landed = sum(asked_path(answer, path) in done for answer in answered)
    return Finding(landed < len(answered), {"landed": landed, "answered": len(answered), "users": len(one.answers)})


@rule("nothing-asked", "asked")
def nothing_asked(evidence: Evidence, *, service: str = "kitchen") -> Finding:
    """The service received no request at all."""
    log = evidence.log(service)
    asked = log.count if log else 0
    return Finding(not asked, {"asked": asked})


@rule("path-missing", "missing asked")
def path_missing(evidence: Evidence, *, paths: list[str], service: str = "kitchen", drawn_by: str = "") -> Finding:
    """Nobody asked for one of these; a template's fields are the numbers that this service, or another, drew."""
    log, drawn = evidence.log(service), evidence.log(drawn_by or service)
    if log is None or drawn is None:
        return NOTHING
    missing = [path for path in paths if not any(asks(request, _filled(path, drawn)) for request in log.requests)]
    return Finding(bool(missing), {"missing": missing, "asked": log.count})


@rule("invented-path", "path expected")
def invented_path(evidence: Evidence, *, paths: list[str], drawn_by: str = "kitchen") -> Finding:
    """Somebody asked for one of these, but with another value than the one this service had given."""
    drawn = evidence.log(drawn_by)
    if evidence.kitchen is None or drawn is None:
        return NOTHING
    for template in paths:
        right = _filled(template, drawn)
        for request in evidence.kitchen.requests:
            if request.path.startswith(template.partition("{")[0]) and request.path != right:
                return Finding(True, {"path": request.path, "expected": template})
    return NOTHING


@rule("cut-off", "path cut")
def cut_off(evidence: Evidence, *, paths: list[str], service: str = "kitchen") -> Finding:
    """The program hung up on one of these before its answer, and did not ask for it again."""
    log = evidence.log(service)
    if log is None:
        return NOTHING
    for template in paths:
        right = _filled(template, log)
        asked = [request for request in log.requests if asks(request, right)]
        if asked and all(request.gone or request.end_ms is None for request in asked):
            return Finding(True, {"path": right, "cut": len(asked)})
    return NOTHING


@rule("overlap", "peak overlap_s overlap_share span_s sequential_s span_share")
def overlap(evidence: Evidence, *, paths: list[str], below: float, service: str = "kitchen") -> Finding:
    """Two requests were open together for less than this share of the shorter one."""
    log = evidence.log(service)
    if log is None or not log.requests:
        return NOTHING
    one, other = ([request for request in log.requests if asks(request, _filled(path, log))] for path in paths)
    ended = [request for request in log.requests if request.end_ms is not None]
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
            "peak": peak_of(list(log.requests)),
            "overlap_s": seconds(shared_ms(a, b)),
            "overlap_share": round(share, 3),
            "span_s": seconds(span),
            "sequential_s": seconds(sequential),
            "span_share": round(span / max(1.0, sequential), 3),
        },
    )
