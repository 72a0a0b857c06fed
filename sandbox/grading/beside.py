"""Rules on what a script had of any service: how often, by how many connections, in what span, and who fell silent
meanwhile. `service` is kitchen, database, mail or disk; a path is matched as in `sandbox.grading.asking`."""

from __future__ import annotations

from sandbox.evidence import Evidence, Request
from sandbox.grading.asking import asks, end_of
from sandbox.grading.crowd import OK, seconds
from sandbox.grading.rules import NOTHING, Finding, rule


def _served(evidence: Evidence, service: str, path: str) -> list[Request]:
    """Those that were answered, in the order in which they came."""
    log = evidence.log(service)
    return [one for one in log.requests if one.status == OK and asks(one, path)] if log else []


@rule("too-few", "calls different wanted")
def too_few(evidence: Evidence, *, service: str, path: str, below: int) -> Finding:
    """Fewer than this were answered; those with one and the same path count once where they are letters or files."""
    served = _served(evidence, service, path)
    different = len({request.path for request in served})
    found = len(served) if service in ("kitchen", "database") else different
    return Finding(found < below, {"calls": len(served), "different": different, "wanted": below})


@rule("connections", "connections")
def connections(evidence: Evidence, *, service: str, at_most: int = -1, above: int = 1_000_000) -> Finding:
    """The program opened no more connections than this, or more; each of a database is a process of its own there."""
    log = evidence.log(service)
    if log is None:
        return NOTHING
    return Finding(log.connections <= at_most or log.connections > above, {"connections": log.connections})


@rule("span", "span_s sequential_s span_share calls")
def span(evidence: Evidence, *, service: str, path: str, above: float) -> Finding:
    """From the first to the last of these it took more than this share of what they take one after another."""
    served = _served(evidence, service, path)
    if not served:
        return NOTHING
    whole = max(end_of(request) for request in served) - min(request.start_ms for request in served)
    sequential = max(1.0, sum(end_of(request) - request.start_ms for request in served))
    share = round(whole / sequential, 3)
    measured = {"span_s": seconds(whole), "sequential_s": seconds(sequential), "span_share": share}
    return Finding(share > above, {**measured, "calls": len(served)})


@rule("silent-while", "beats silent_s")
def silent_while(
    evidence: Evidence, *, service: str, path: str, beats: str, below: int, heart: str = "kitchen"
) -> Finding:
    """While one of these was open, the service `heart` got fewer requests for `beats` than this: the program's loop
    stood still. Told of the one with the fewest."""
    log, heard = evidence.log(service), evidence.log(heart)
    if log is None or heard is None:
        return NOTHING
    moments = [request.start_ms for request in heard.requests if asks(request, beats)]
    found = [
        (sum(one.start_ms < moment < end_of(one) for moment in moments), one)
        for one in log.requests
        if asks(one, path) and one.end_ms is not None
    ]
    if not found:
        return NOTHING
    fewest, one = min(found, key=lambda pair: pair[0])
    return Finding(fewest < below, {"beats": fewest, "silent_s": seconds(end_of(one) - one.start_ms)})
