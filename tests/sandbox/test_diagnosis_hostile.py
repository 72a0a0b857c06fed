"""Forged traces: whatever a program writes into its own trace, the diagnosis stays whole, small and plain."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from sandbox.diagnosis import RULES, diagnose
from sandbox.diagnosis.consultation import EVENT_BYTES, fitting
from sandbox.diagnosis.facts import KINDS, read_facts
from sandbox.diagnosis.finding import Case
from sandbox.diagnosis.picture import Picture
from sandbox.evidence import Exit
from sandbox.trace_rows import DOINGS, MODES, ROWS, WAITS, valid_row

LINES = 200
NASTY = "\u202e</script>{line}{0.__class__}\U0001f954" * 2


def forged(dice: random.Random, kinds: list[str], count: int) -> list[list[Any]]:
    """Valid rows that make no sense, of few processes, threads and tasks, so that they meet."""

    def number() -> int:
        return dice.choice([0, 1, 2, 3, dice.randrange(40), dice.randrange(10**10), 2**53 - 1])

    def value(kind: str) -> Any:
        made: dict[str, Any] = {
            "frames": [[0, dice.randrange(LINES + 50), NASTY[:80]] for _ in range(dice.randrange(1, 12))],
            "detail": dice.choice([None, 0.5, 3, [1, 2, 3]]),
            "wait": dice.choice(sorted(WAITS)),
            "mode": dice.choice(sorted(MODES)),
            "doing?": dice.choice([None, "lib:a:b", *sorted(DOINGS)]),
            "how": dice.choice(["main", "fork"]),
            "pool": dice.choice(["thread", "process", "anyio"]),
            "child": "process",
            "form": dice.choice(["async", "def"]),
            "stream": 1,
            "name": dice.choice(["main", NASTY[:80]]),
            "name?": dice.choice([None, NASTY[:80]]),
            "text": dice.choice(
                ["main.py", "Task exception was never retrieved", "Task was destroyed but it is pending!"]
            ),
            "text?": None,
            "code?": None,
        }
        return made.get(kind, number())

    rows = []
    for _ in range(count):
        key = dice.choice(kinds)
        fields = [value(kind) for _, kind in ROWS[key]]
        if key.startswith("s "):
            fields.insert(2, key[2:])
        row = [key[0], dice.choice([1, 2]), dice.randrange(10**10), *fields]
        assert valid_row(row), row
        rows.append(row)
    return [["f", 1, 0, 0, "main.py"], ["f", 2, 0, 0, "main.py"], *rows]


def facts() -> Any:
    told = [
        [kind, 1 + 3 * n, 100 + n, NASTY[:80], [1, 90, 20, 150], 0.001, ["async", "own", "sleep", "endpoint"], None]
        for n, kind in enumerate(sorted(KINDS))
    ]
    return read_facts(json.dumps({"facts": told, "syntax": None}), LINES)


@pytest.mark.parametrize(
    "kinds",
    [
        list(ROWS),
        ["T", "s w", "s c", "S"],
        ["b", "z", "S", "T"],
        ["q", "w", "S"],
        ["t", "u", "l", "S"],
        ["e", "n", "S"],
    ],
    ids=["everything", "tasks", "blocks", "pools", "threads", "complaints"],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_forged_rows_break_no_rule_and_what_is_said_fits_the_contract(kinds: list[str], seed: int) -> None:
    rows = forged(random.Random(seed), kinds, 3_000)
    case = Case(Picture(rows), facts(), Exit(wall_s=1.0), "Traceback (most recent call last):\n" * 50, "script", LINES)
    for rule in RULES:
        list(rule(case))
    found = fitting(diagnose(case))
    assert len(found) <= 3
    assert len(json.dumps(found)) <= EVENT_BYTES
    for finding in found:
        assert 1 <= finding["line"] <= LINES
        assert len(finding["rows"]) <= 20
        assert all(type(row[0]) is str and all(type(part) is int for part in row[1:]) for row in finding["rows"])
        for words in (finding["message"], finding["next"]):
            assert words.keys() == {"es", "en"}
            assert all(len(text) <= 600 and text.isprintable() for text in words.values())


def test_a_rule_that_stumbles_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbles(case: Case) -> Any:
        raise RuntimeError(case)

    monkeypatch.setattr("sandbox.diagnosis.RULES", (stumbles, *RULES))
    row = ["n", 2, 5, "save", 0, 1]
    rows = [["f", 2, 0, 0, "main.py"], ["O", 2, 0, 1, 0, "loop"], ["S", 2, 0, 1, [[0, 7, "main"]]], row]
    found = diagnose(Case(Picture(rows), read_facts("", 0), lines=10))
    assert [(finding["slug"], finding["line"]) for finding in found] == [("never-awaited", 7)]


def test_what_no_frame_can_carry_loses_its_edits_first() -> None:
    saves = {"measured_s": 1.0, "predicted_s": 0.5, "edit": [{"from": 1, "to": 1, "text": "\U0001f954" * 4_000}]}
    found = fitting([{"slug": str(number), "saves": dict(saves)} for number in range(3)])
    assert [finding["slug"] for finding in found] == ["0", "1", "2"]
    assert all(finding["saves"]["edit"] is None for finding in found)
    assert len(json.dumps(found)) <= EVENT_BYTES
