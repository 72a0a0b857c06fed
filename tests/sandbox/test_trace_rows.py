"""The check that rows pass outside the jail: everything the schema allows, nothing else, and never an exception."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest

from sandbox.trace_rows import CHECKS, LARGEST, ROW_BYTES, ROWS, WAITS, read_row, valid_row

GOOD: dict[str, list[Any]] = {
    "M": ["M", 2, 0, 1, "3.11.7", "main", "main.py", 2],
    "E": ["E", 2, 9, 1_000, 20_000, 0, 0],
    "f": ["f", 2, 1, 0, "main.py"],
    "S": ["S", 2, 1, 1, [[0, 9, "<module>"], [0, 4, "main"]]],
    "O": ["O", 2, 1, 1, 0, "_UnixSelectorEventLoop"],
    "o": ["o", 2, 9, 1],
    "T": ["T", 2, 1, 2, 0, 1, 0, "Task-1", "main"],
    "N": ["N", 2, 1, 2, "señor"],
    "s w": ["s", 2, 1, 50, 2, "w", "gather", [3, 4, 5], 1],
    "s d": ["s", 2, 1, 50, 2, "d"],
    "s c": ["s", 2, 1, 50, 2, "c"],
    "s x": ["s", 2, 1, 50, 2, "x", "ValueError"],
    "k": ["k", 2, 1, 200_000, 0, "_run_once"],
    "B": ["B", 2, 1, 30_000_000, 0, 2, 1, "waits", "sleep", 10],
    "b": ["b", 2, 1, 90_000_000, 0, 2, 1, "computes", None, None],
    "L": ["L", 2, 1, 30_000_000, 0],
    "z": ["z", 2, 1, 500_000_000, 0, 0, 1],
    "l": ["l", 2, 1, 500_000_000, 0, 1, "waits", "lib:client.py:send", 10],
    "q": ["q", 2, 1, 3, 7, "anyio", "work", 1, 0, 2, 40, 40, 1],
    "W": ["W", 2, 1, 30_000_000, 2, 3, 1, 10, None],
    "w": ["w", 5, 1, 40_000_000, 2, 3, 1, 10, "KeyError"],
    "t": ["t", 2, 1, 1, "Thread-1 (cook)", "cook", 1, 0, 0],
    "u": ["u", 2, 9, 1, 100],
    "P": ["P", 2, 1, 5, "process", "Process-1", "cook", 1, 3_000_000, 0, 0],
    "Q": ["Q", 2, 1, 5, -9],
    "R": ["R", 2, 1, 1, "GET", "/burgers/1", 0, 4],
    "r": ["r", 2, 9, 1, 200, "/burgers/{n}", "async", 3],
    "n": ["n", 2, 1, "cook", 2, 3],
    "e": ["e", 2, 1, "Task exception was never retrieved", 2, "ValueError", "no bread", 1],
    "p": ["p", 2, 1, 1, 0, 2, "¡lista!"],
    "A": ["A", 2, 1, 50_000_000, 9_000, 40_000_000, 100, 60, 3],
    "!": ["!", 2, 1, "KeyError: 3"],
}


def test_there_is_an_example_of_every_row_type() -> None:
    assert GOOD.keys() == ROWS.keys()
    assert {kind for fields in ROWS.values() for _, kind in fields} == CHECKS.keys()


@pytest.mark.parametrize("key", GOOD)
def test_a_row_of_the_schema_is_valid(key: str) -> None:
    assert valid_row(GOOD[key])
    assert read_row(json.dumps(GOOD[key]).encode()) == GOOD[key]


@pytest.mark.parametrize("key", GOOD)
def test_a_field_more_or_less_is_refused(key: str) -> None:
    assert not valid_row([*GOOD[key], 0])
    assert not valid_row(GOOD[key][:-1])


@pytest.mark.parametrize("key", GOOD)
@pytest.mark.parametrize(
    "wrong",
    [
        True,
        -300,
        LARGEST + 1,
        math.nan,
        math.inf,
        {},
        {"a": 1},
        [[]],
        [True],
        "\0",
        "\ud800",
        "x" * 300,
        b"bytes",
        [0] * 101,
    ],
    ids=repr,
)
def test_no_field_takes_what_is_of_another_type_or_too_large(key: str, wrong: Any) -> None:
    for place in range(len(GOOD[key])):
        assert not valid_row([*GOOD[key][:place], wrong, *GOOD[key][place + 1 :]]), place


@pytest.mark.parametrize("field", ["wait", "mode", "how", "pool", "child", "form"])
def test_words_come_from_a_closed_set(field: str) -> None:
    for key, fields in ROWS.items():
        for place, (_, kind) in enumerate(fields):
            if kind == field:
                row = list(GOOD[key])
                row[3 + place + (key == "s w")] = "<script>"
                assert not valid_row(row)


@pytest.mark.parametrize(
    "row",
    [None, 3, "M", {}, [], ["M"], ["M", 1, 2], [["M"], 1, 2, 3], ["s", 1, 2, 3, 4, ["w"]], ["s", 1, 2, 3, 4, "q"]],
)
def test_what_is_no_row_at_all_is_refused(row: Any) -> None:
    assert not valid_row(row)


def test_every_kind_of_wait_has_a_place() -> None:
    for kind in WAITS:
        assert valid_row(["s", 1, 2, 3, 4, "w", kind, None, 0])


LINES = {
    "nothing": b"",
    "no JSON": b"nonsense",
    "deep": b"[" * 4000,
    "not UTF-8": b"\xff\xfe",
    "too long": b'["!",1,2,"' + b"x" * ROW_BYTES + b'"]',
    "lone surrogate": b'["!",1,2,"\\ud800"]',
    "not a number": b'["L",1,2,NaN,0]',
    "infinite": b'["L",1,2,1e400,0]',
    "a number of 4000 digits": b'["L",1,2,' + b"9" * 4000 + b",0]",
    "two rows": b'["!",1,2,"a"] ["!",1,2,"b"]',
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_line_that_is_not_one_row_reads_as_none(line: bytes) -> None:
    assert read_row(line) is None


def test_ten_thousand_mutated_rows_never_raise_and_never_smuggle_a_foreign_type() -> None:
    chance = random.Random(7)
    atoms: list[Any] = [0, -1, 1.5, "w", "", None, True, [], {}, [[0, 1, "f"]], "\ud800", LARGEST, "sleep"]
    for _ in range(10_000):
        row = list(chance.choice(list(GOOD.values())))
        for _ in range(chance.randrange(4)):
            row[chance.randrange(len(row))] = chance.choice(atoms)
        if valid_row(row):
            assert read_row(json.dumps(row).encode()) == row
            assert not any(type(value) in (bool, dict) for value in row)
