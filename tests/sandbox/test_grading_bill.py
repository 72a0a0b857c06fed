"""The bill: what a program makes of the kitchen's answers, held against the seals that nobody else can know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sandbox.evidence import Evidence, Kitchen, Request
from sandbox.grading.crowd import seal
from sandbox.grading.rules import find

SEALS = [seal("secret", f"/dish/{n}")[:6] for n in (1, 2, 3)]


def told(*bills: Iterable[str], status: int = 200) -> Evidence:
    rows = tuple(Request(n, n, "GET", "/bill/" + "-".join(one), 0, 1, status, 1, False) for n, one in enumerate(bills))
    return Evidence(kitchen=Kitchen("secret", {}, rows, len(rows), 1, 1, False))


def wrong(evidence: Evidence, **more: Any) -> tuple[bool, dict[str, Any]]:
    entry = {"rule": "bill", "code": "wrong", "prefix": "/bill/", "path": "/dish/{n}", "count": 3, "characters": 6}
    code, measured = find([{**entry, **more}], evidence)
    return code == "wrong", measured


def test_all_seals_in_their_order_are_a_right_bill() -> None:
    assert wrong(told(SEALS)) == (False, {"right": 3, "answered": 3})
    assert not wrong(told(SEALS), order="given")[0]


def test_another_order_is_wrong_only_where_the_order_was_asked_for() -> None:
    assert not wrong(told(SEALS[::-1]))[0]
    assert wrong(told(SEALS[::-1]), order="given")[0]


def test_seals_that_are_invented_missing_repeated_or_too_many_are_found() -> None:
    for items, right in (
        (["8c41f2"] * 3, 0),
        (SEALS[:2], 2),
        ([SEALS[0]] * 3, 1),
        ([*SEALS, SEALS[0]], 3),
        ([], 0),
    ):
        assert wrong(told(items)) == (True, {"right": right, "answered": 3})


def test_the_last_bill_counts() -> None:
    assert not wrong(told(["x"], SEALS))[0]
    assert wrong(told(SEALS, ["x"]))[0]


def test_a_bill_that_nobody_asked_for_or_got_is_missing() -> None:
    entry = {"rule": "bill-missing", "code": "missing", "prefix": "/bill/"}
    assert find([entry], told(SEALS))[0] == ""
    assert find([entry], told())[0] == "missing"
    assert find([entry], told(SEALS, status=503))[0] == "missing"
