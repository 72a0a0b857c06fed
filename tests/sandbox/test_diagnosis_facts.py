"""What comes out of the cell that reads a program is a stranger's word: kept only where it is exactly as agreed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.diagnosis.facts import Facts, read_facts

GOOD: list[Any] = ["loop", 3, 4, "page", [2, 5], None, ["async"], [{"from": 3, "to": 4, "text": "x"}]]


def read(*rows: Any, lines: int = 10, syntax: Any = None) -> Facts:
    return read_facts(json.dumps({"facts": list(rows), "syntax": syntax}), lines)


def test_a_good_fact_is_kept_whole() -> None:
    (fact,) = read(GOOD).all
    assert (fact.kind, fact.line, fact.end, fact.name, fact.lines) == ("loop", 3, 4, "page", (2, 5))
    assert fact.edit == [{"from": 3, "to": 4, "text": "x"}]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "anything"), (0, ["loop"]), (1, 0), (1, 11), (1, True), (1, 5), (2, 1.5), (3, "x" * 81), (3, "a\0b"),
        (3, "\ud800"), (3, None), (4, [0]), (4, [1] * 41), (4, "12"), (5, "1"), (5, -1), (5, 1e12), (6, ["x"] * 41),
        (6, [1]), (6, {}),
    ],
)  # fmt: skip
def test_a_fact_with_anything_wrong_is_dropped(place: int, value: Any) -> None:
    bad = [*GOOD]
    bad[place] = value
    assert read(bad).all == ()
    assert len(read(bad, GOOD).all) == 1


@pytest.mark.parametrize(
    "edit",
    [
        "x", [], [{"from": 3, "to": 4}], [{"from": 4, "to": 3, "text": ""}], [{"from": 3, "to": 99, "text": ""}],
        [{"from": 3, "to": 4, "text": "x" * 4001}], [{"from": 3, "to": 4, "text": "a\0"}],
        [{"from": 3, "to": 5, "text": ""}, {"from": 5, "to": 6, "text": ""}],
        [{"from": 3, "to": 4, "text": "", "more": 1}],
        [{"from": n, "to": n, "text": ""} for n in range(1, 22)],
    ],
)  # fmt: skip
def test_an_edit_that_is_not_whole_lines_in_order_is_none(edit: Any) -> None:
    (fact,) = read([*GOOD[:-1], edit], lines=50).all
    assert fact.edit is None


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"facts": 3}', "[" * 60_000, '{"facts": [' + "1," * 40_000])
def test_whatever_is_no_reading_is_no_facts(text: str) -> None:
    assert read_facts(text, 10) == Facts()


def test_facts_without_end_are_cut() -> None:
    short = [["run", 1, 1, "", [], None, [], None]] * 1_000
    assert len(read(*short).all) == 400


@pytest.mark.parametrize("syntax", [[0, "other"], [11, "other"], [1, "sabotage"], ["1", "other"], "other", [1]])
def test_a_syntax_error_that_is_none_of_ours_is_none(syntax: Any) -> None:
    assert read(syntax=syntax).syntax is None
    assert read(syntax=[3, "await-outside"]).syntax == (3, "await-outside")
