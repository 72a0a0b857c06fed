"""Rules on an order: what was done while it cooked, how often somebody asked for it, and how long it stood ready."""

from __future__ import annotations

from sandbox.evidence import Evidence, Order, Request
from sandbox.grading.crowd import OK, seconds
from sandbox.grading.rules import NOTHING, Finding, rule


def _first(evidence: Evidence) -> Order | None:
    return evidence.kitchen.orders[0] if evidence.kitchen and evidence.kitchen.orders else None


@rule("not-collected", "placed collected")
def not_collected(evidence: Evidence) -> Finding:
    """No order was placed, or one of them was never collected."""
    if evidence.kitchen is None:
        return NOTHING
    orders = evidence.kitchen.orders
    collected = sum(order.collected_ms is not None for order in orders)
    return Finding(not orders or collected < len(orders), {"placed": len(orders), "collected": collected})


@rule("asked-too-often", "times")
def asked_too_often(evidence: Evidence, *, prefixes: list[str], above: int, besides: str = "") -> Finding:
    """More requests than this had a path that begins so; each for the path `besides` allows one more."""
    if evidence.kitchen is None:
        return NOTHING
    paths = [request.path for request in evidence.kitchen.requests]
    times = sum(path.startswith(tuple(prefixes)) for path in paths)
    return Finding(times > above + paths.count(besides), {"times": times})


@rule("meanwhile", "meanwhile cooking_s")
def meanwhile(evidence: Evidence, *, path: str, below: int) -> Finding:
    """While the first order cooked, fewer of these than told were asked for and answered, one after another.

    Those that were open together count once: they are many requests and one thing done.
    """
    order = _first(evidence)
    if order is None or order.ready_ms is None or evidence.kitchen is None:
        return NOTHING
    done = [
        request
        for request in evidence.kitchen.requests
        if request.path == path
        and request.status == OK
        and request.start_ms >= order.placed_ms
        and request.end_ms is not None
        and request.end_ms <= order.ready_ms
    ]
    found = _in_a_row(done)
    return Finding(found < below, {"meanwhile": found, "cooking_s": seconds(order.ready_ms - order.placed_ms)})


def _in_a_row(requests: list[Request]) -> int:
    """How many of them, at most, were open one after another."""
    count, free = 0, float("-inf")
    for request in sorted(requests, key=lambda request: request.end_ms or 0.0):
        if request.start_ms >= free:
            count, free = count + 1, request.end_ms or 0.0
    return count


@rule("stood", "stood_s")
def stood(evidence: Evidence, *, above_ms: float) -> Finding:
    """The first order stood ready for longer than this in the program's own time."""
    order = _first(evidence)
    if order is None or order.stood_ms is None:
        return NOTHING
    return Finding(order.stood_ms > above_ms, {"stood_s": seconds(order.stood_ms)})
