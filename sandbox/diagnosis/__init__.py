"""The diagnosis: what one run says about what its author believed. Outside the jail; advice, never a verdict.

    findings = diagnose(Case(Picture(rows), facts, exit, stderr, kind, lines))

Three sources, in this order: what ran (the trace), what the text says (read inside a cell, `reader`), what failed (the
traceback). Whatever wastes time is only said where the trace proves it. All three are hostile: rows and facts are
checked on their way in, and every text of a finding is short and plain.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from sandbox.diagnosis import blocking, cores, coroutines, exceptions, mistakes, order, ranking, sentences, turns, web
from sandbox.diagnosis.finding import Case, Finding

log = logging.getLogger(__name__)

RULES: Final[tuple[Callable[[Case], Iterator[Finding]], ...]] = (
    exceptions.findings,
    mistakes.findings,
    blocking.sleeping_zero,
    blocking.findings,
    order.sequential,
    order.in_loop,
    order.created_then_awaited,
    order.gathered_alone,
    turns.locked,
    turns.polled,
    turns.threads_in_turn,
    turns.handed_in_turn,
    turns.threads_locked,
    coroutines.never_awaited,
    coroutines.left_alone,
    coroutines.cancelled_in_vain,
    coroutines.failures_ignored,
    coroutines.races,
    coroutines.thread_races,
    cores.threads_computing,
    cores.tiny_processes,
    cores.small_pools,
    web.threads_used_up,
    web.threads_for_nothing,
    web.clients_made_anew,
)

PATIENCE_S: Final = 2.0
"""CPU that may go into one diagnosis; the rules in their order of worth."""
SECONDS: Final = 4
"""Decimals of seconds told."""


def diagnose(case: Case) -> list[dict[str, Any]]:
    """At most three findings, the most telling first, as the event `diagnosis` carries them. Never raises: a rule that
    stumbles over a strange trace is left out."""
    found: list[Finding] = []
    begun = time.thread_time()
    for rule in RULES:
        if time.thread_time() > begun + PATIENCE_S:
            log.warning("the diagnosis takes too long")
            break
        try:
            found.extend(rule(case))
        except Exception:
            log.exception("a rule of the diagnosis failed: %s", getattr(rule, "__name__", rule))
    return [_told(finding) for finding in ranking.ranked([one for one in found if 1 <= one.line <= case.lines])]


def _told(finding: Finding) -> dict[str, Any]:
    saves = None
    if finding.saves is not None and 0 < finding.saves.predicted_s < finding.saves.measured_s:
        saves = {
            "measured_s": round(finding.saves.measured_s, SECONDS),
            "predicted_s": round(finding.saves.predicted_s, SECONDS),
            "edit": finding.saves.edit,
        }
    return {
        "slug": finding.slug,
        "line": finding.line,
        "values": finding.values,
        "rows": finding.references(),
        "lesson": sentences.lessons()[finding.slug],
        "belief": sentences.beliefs()[finding.slug],
        "message": sentences.message(finding),
        "next": sentences.next_step(finding),
        "saves": saves,
    }
