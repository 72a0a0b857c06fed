"""Who is faster, and what nobody can say: the same cases as the browser's (web/src/race/standing.test.ts)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.command.race_words import Words, result
from sandbox.command.standing import standing
from sandbox.command.tally import Racer, Tally

CASES = json.loads((Path(__file__).parents[1] / "race" / "standings.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_standing(case: dict[str, Any]) -> None:
    found = standing(case["times"])
    assert (found.order, found.ties) == (case["order"], case["ties"])


def said(*racers: Racer, rounds: int = 1) -> list[str]:
    return list(result(Tally(list(racers), rounds, outcome="finished"), Words("en")))


def arrived(name: str, *times: float) -> Racer:
    return Racer(name, "done", times[0], times=list(times), cpu=[0.1] * len(times))


def test_two_far_apart_are_a_share_of_each_other() -> None:
    assert said(arrived("A", 1.52), arrived("B", 0.51)) == ["B took 0.51 s, a third of 1.52 s, what A took."]


def test_of_three_the_one_in_between_is_named() -> None:
    [sentence] = said(arrived("A", 1.5), arrived("B", 0.5), arrived("C", 1.0))
    assert sentence.endswith("In between: C 1.00 s.")


def test_rounds_that_overlap_call_nobody_faster() -> None:
    [sentence] = said(arrived("A", 0.5, 0.55), arrived("B", 0.51, 0.6), rounds=2)
    assert sentence == "A and B cannot be told apart: their rounds overlap (0.50–0.55 s and 0.51–0.60 s)."


def test_an_early_death_is_no_victory() -> None:
    assert said(arrived("A", 1.5), Racer("B", "error", 0.05)) == ["B ended with an error, so its time is not compared."]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_word_is_there_in_both_languages(language: str) -> None:
    from sandbox.command.race_words import EN, ES

    assert ES.keys() == EN.keys()
    assert Words(language).seconds(1.5) == ("1,50 s" if language == "es" else "1.50 s")
