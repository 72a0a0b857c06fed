"""Rules on what the simulated users got: errors, silence, wrong answers, a frozen heartbeat, the wall."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from sandbox.evidence import Answer, Evidence, Phase
from sandbox.grading.quoting import last_error
from sandbox.grading.rules import NOTHING, Finding, rule

OK = 200


def seal(nonce: str, path: str) -> str:
    """The kitchen's seal of a path, recomputed from the run's secret."""
    return hashlib.sha256((nonce + path).encode()).hexdigest()[:10]


def seconds(ms: float) -> float:
    return round(ms / 1000, 3)


def asked_path(answer: Answer, template: str) -> str:
    """The path the app had to ask of the kitchen for this user's request."""
    return template.format(user=answer.user, turn=answer.turn, token=answer.token)


def field_of(answer: Answer, name: str) -> Any:
    """A field of the JSON object a user got; None where it is no such object."""
    try:
        body = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return body.get(name) if isinstance(body, dict) else None


def route_of(phase: Phase) -> str:
    """What the phase's users asked for, without the words that differ from one to another."""
    return phase.answers[0].path.partition("?")[0] if phase.answers else ""


def _answers(evidence: Evidence, phase: str) -> Iterator[Answer]:
    for one in evidence.phases:
        if phase in ("", one.name):
            yield from one.answers


@rule("route-errors", "statuses errors users error")
def route_errors(evidence: Evidence, *, phase: str = "") -> Finding:
    """A user got something else than 200, in this phase or (unless told) in any."""
    answered = [answer for answer in _answers(evidence, phase) if answer.status is not None]
    wrong = [answer for answer in answered if answer.status != OK]
    if not wrong:
        return NOTHING
    statuses = sorted({answer.status for answer in wrong if answer.status is not None})
    return Finding(
        True, {"statuses": statuses, "errors": len(wrong), "users": len(answered), "error": last_error(evidence.stderr)}
    )


@rule("unanswered", "unanswered users wall_s")
def unanswered(evidence: Evidence, *, phase: str = "") -> Finding:
    """A phase ran into its time limit with users still waiting."""
    for one in evidence.phases:
        if phase in ("", one.name) and one.stopped == "timeout":
            waiting = sum(answer.status is None for answer in one.answers)
            return Finding(True, {"unanswered": waiting, "users": len(one.answers), "wall_s": seconds(one.wall_ms)})
    return NOTHING


@rule("wrong-seals", "right answered users")
def wrong_seals(evidence: Evidence, *, phase: str, path: str) -> Finding:
    """A user's answer does not carry the kitchen's seal for what that user asked."""
    one = evidence.phase(phase)
    if one is None or evidence.kitchen is None:
        return NOTHING
    nonce = evidence.kitchen.nonce
    answered = [answer for answer in one.answers if answer.status == OK]
    right = sum(field_of(answer, "sello") == seal(nonce, asked_path(answer, path)) for answer in answered)
    return Finding(right < len(answered), {"right": right, "answered": len(answered), "users": len(one.answers)})


@rule("wrong-totals", "right answered users")
def wrong_totals(evidence: Evidence, *, phase: str) -> Finding:
    """A user's `total` is not the sum of the numbers in what that user asked."""
    one = evidence.phase(phase)
    if one is None:
        return NOTHING
    answered = [answer for answer in one.answers if answer.status == OK]
    right = sum(
        field_of(answer, "total") == sum(int(number) for number in re.findall(r"=(\d+)", answer.path))
        for answer in answered
    )
    return Finding(right < len(answered), {"right": right, "answered": len(answered), "users": len(one.answers)})


@rule("ping-share", "route ping_max_s wall_s ping_share")
def ping_share(evidence: Evidence, *, phase: str, above: float) -> Finding:
    """One heartbeat went unanswered for more than this share of the phase: the event loop was frozen."""
    one = evidence.phase(phase)
    if one is None or not one.pings or not one.wall_ms:
        return NOTHING
    share = frozen_share(one)
    measured = {"ping_max_s": seconds(one.ping_max_ms), "wall_s": seconds(one.wall_ms), "ping_share": round(share, 3)}
    return Finding(share > above, {"route": route_of(one), **measured})


def frozen_share(phase: Phase) -> float:
    return min(1.0, phase.ping_max_ms / phase.wall_ms)


@rule("busy", "cpu_s wall_s sequential_s")
def busy(evidence: Evidence, *, phase: str, sequential_ms: float, above: float) -> Finding:
    """The app spent more CPU than this share of the time that serving its users one by one would take.

    CPU and not the clock: at a load of 36 on two cores a right program took a third of that time, and 0.6 s of CPU.
    """
    one = evidence.phase(phase)
    if one is None or one.sample is None:
        return NOTHING
    spent = one.sample.cpu_s
    measured = {"cpu_s": round(spent, 3), "wall_s": seconds(one.wall_ms), "sequential_s": seconds(sequential_ms)}
    return Finding(spent * 1000 > above * sequential_ms, {**measured})


@rule("new-connections", "connections answered")
def new_connections(evidence: Evidence, *, phase: str, per_request: float) -> Finding:
    """The app opened at least this many connections to the kitchen per request, users coming one after another."""
    one = evidence.phase(phase)
    if one is None or not one.answers:
        return NOTHING
    answered = len(one.answers)
    return Finding(one.connections >= per_request * answered, {"connections": one.connections, "answered": answered})
