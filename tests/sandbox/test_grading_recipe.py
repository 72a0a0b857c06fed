"""The rules on a recipe: one knife, the sauce at the end, and the water on while the cutting goes on."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.evidence import Evidence, Kitchen, Request
from sandbox.grading.rules import find

CUTS = ["/cut/1", "/cut/2"]


def kitchen(*rows: tuple[str, float, float | None]) -> Evidence:
    """What the kitchen saw: path, start and end in milliseconds; no end is a client that hung up."""
    requests = tuple(
        Request(n, n, "GET", path, start, end, None if end is None else 200, 1, end is None)
        for n, (path, start, end) in enumerate(rows)
    )
    return Evidence(kitchen=Kitchen("secret", {}, requests, len(rows), 0, 1, False))


def asked(evidence: Evidence, **entry: Any) -> tuple[bool, dict[str, Any]]:
    code, measured = find([{"code": "matched", **entry}], evidence)
    return code == "matched", measured


@pytest.mark.parametrize(("second", "most"), [(100.0, 1), (99.0, 2)])
def test_what_ends_as_the_next_begins_is_not_done_at_once(second: float, most: int) -> None:
    evidence = kitchen(("/cut/1", 0, 100), ("/cut/2", second, 200), ("/water", 0, 500))
    matches, measured = asked(evidence, rule="together", paths=CUTS, above=1)
    assert (matches, measured["together"]) == (most > 1, most)


def test_a_step_is_too_soon_before_the_answer_to_any_that_it_needs() -> None:
    def soon(*rows: tuple[str, float, float | None]) -> tuple[bool, dict[str, Any]]:
        return asked(kitchen(*rows), rule="too-soon", path="/sauce", after=["/water", "/cut/1"])

    assert soon(("/water", 0, 500), ("/cut/1", 0, 100), ("/sauce", 500, 600)) == (False, {})
    matches, measured = soon(("/water", 0, 500), ("/cut/1", 0, 100), ("/sauce", 499, 600))
    assert (matches, measured["needed"]) == (True, "/water")
    assert soon(("/water", 0, None), ("/cut/1", 0, 100), ("/sauce", 900, 999))[0]
    assert not soon(("/water", 0, None))[0]


def test_what_is_done_during_a_step_counts_and_what_came_before_it_is_late() -> None:
    def during(*rows: tuple[str, float, float | None]) -> tuple[bool, dict[str, Any]]:
        return asked(kitchen(*rows), rule="during", path="/water", others=CUTS, fewer=1, done_before=1)

    matches, measured = during(("/water", 0, 500), ("/cut/1", 0, 100), ("/cut/2", 100, 200))
    assert not matches
    assert (measured["during"], measured["overlap_s"], measured["span_s"]) == (2, 0.2, 0.5)
    assert measured["sequential_s"] == 0.7
    assert during(("/water", 0, 500), ("/cut/1", 500, 600), ("/cut/2", 600, 700))[0]
    assert during(("/cut/1", 0, 100), ("/cut/2", 100, 200), ("/water", 200, 500))[0]
    assert not during(("/cut/1", 0, 100), ("/water", 100, 500), ("/cut/2", 100, 200))[0]


def test_a_run_without_a_kitchen_or_without_the_step_says_nothing() -> None:
    for evidence in (Evidence(), kitchen(("/cut/1", 0, 100))):
        assert not asked(evidence, rule="during", path="/water", others=CUTS, fewer=1, done_before=1)[0]
        assert not asked(evidence, rule="too-soon", path="/sauce", after=["/water"])[0]
        assert not asked(evidence, rule="together", paths=CUTS, above=1)[0]
