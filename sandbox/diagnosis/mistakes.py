"""What the text proves by itself, once the trace says that the line was reached or cannot say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sandbox.diagnosis.finding import Case, Finding

WAITING: Final = frozenset({"sleep", "network", "file", "subprocess", "input", "database"})
"""Sorts of calls that take their time."""


def findings(case: Case) -> Iterator[Finding]:
    yield from _called_not_passed(case)
    yield from _async_without_await(case)
    for fact in case.facts.of("context-follows-everywhere"):
        if _reached(case, fact.line, fact.end):
            yield Finding("context-follows-everywhere", fact.line, {"func": fact.name}, [], 400, around=(fact.line,))


def _called_not_passed(case: Case) -> Iterator[Finding]:
    for fact in case.facts.of("called-not-passed"):
        top = case.exit.exit_code == 0 and case.facts.function_at(fact.line) is None
        if top or _reached(case, fact.line, fact.end):
            yield Finding(
                "called-not-passed", fact.line, {"name": fact.name}, [], 1500, around=(fact.line, *fact.lines)
            )


def _reached(case: Case, first: int, last: int) -> bool:
    """Whether any place of the trace lies on these lines."""
    rows = case.picture.by["S"]
    return any(first <= line <= last for row in rows for line, _ in case.picture.frames(row[1], row[3]))


def _async_without_await(case: Case) -> Iterator[Finding]:
    """Coroutines that wait for nothing, made only to be awaited. Said where nothing better can be."""
    if case.kind == "app" or case.exit.exit_code != 0 or not case.picture.by["O"]:
        return
    for fact in case.facts.of("function"):
        odd = fact.tags & {"waits", "method", "decorated", "endpoint", "generator", "passed"}
        blocking = any(fact.covers(call.line) and call.tags & WAITING for call in case.facts.of("call"))
        if "async" in fact.tags and not odd and not blocking:
            yield Finding("async-without-await", fact.lines[0] if fact.lines else fact.line, {"name": fact.name}, [], 1)
            return
