"""A puzzle of lines: what is right, what each wrong arrangement is told, and what the check finds in a false one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lessons.checks import puzzles
from lessons.documents import ContentError
from lessons.parsons import Parsons
from lessons.puzzle import Puzzle, seeded
from lessons.quiz import InvalidAnswer, check
from lessons.quiz_file import read_items

QUIZ = """
items:
  - id: M.q1
    kind: parsons
    prompt: {es: "Ordena", en: "Order"}
    code: |
      import asyncio
      async def main():
          one = other = 0
          ⟦…⟧
      asyncio.run(main())
    lines:
      - "for n in (1, 2):"
      - "    one += n"
      - "    other += n"
      - "print(one + other)"
    distractors:
      - {line: "    other = await n", instead: 3, misconception: await-plain-value, says: {es: "No", en: "No wait"}}
    also:
      - [1, 3, 2, 4]
    traps:
      - {value: [4, 1, 2, 3], says: {es: "Antes de tiempo", en: "Too early"}}
    stdout: ["6"]
    misplaced: {says: {es: "Otro nivel", en: "Another level"}}
    otherwise: {says: {es: "Otra cosa", en: "Something else"}}
    why: {es: "Porque", en: "Because"}
"""


def puzzle_of(tmp_path: Path, old: str = "", new: str = "") -> Parsons:
    file = tmp_path / "quiz.yaml"
    assert old in QUIZ
    file.write_text(QUIZ.replace(old, new) if old else QUIZ)
    (item,) = read_items(file, "M")
    assert isinstance(item, Parsons)
    return item


@pytest.fixture
def puzzle(tmp_path: Path) -> Parsons:
    return puzzle_of(tmp_path)


def built(item: Parsons, *parts: int | tuple[int, int]) -> list[Any]:
    """By numbers, as authors write them; `(2, 1)` is the second piece at level 1."""
    pieces = item.pieces
    return [
        [pieces[part - 1].key, pieces[part - 1].level] if isinstance(part, int) else [pieces[part[0] - 1].key, part[1]]
        for part in parts
    ]


def told(item: Parsons, *parts: int | tuple[int, int]) -> list[str]:
    return [remark.says.en for remark in check(item, built(item, *parts)).remarks]


def test_it_works(puzzle: Parsons) -> None:
    assert check(puzzle, built(puzzle, 1, 2, 3, 4)).right
    assert check(puzzle, built(puzzle, 1, 3, 2, 4)).right


def test_the_program_stands_in_its_frame_at_the_frames_level(puzzle: Parsons) -> None:
    source = puzzle.source(puzzle.arrangement, "es")
    assert source.splitlines()[1:4] == ["async def main():", "    one = other = 0", "    for n in (1, 2):"]
    compile(source, "puzzle", "exec")


def test_each_wrong_arrangement_is_told_what_fits_it(puzzle: Parsons) -> None:
    assert told(puzzle, 1, 2, 5, 4) == ["No wait"]
    assert told(puzzle, 4, 1, 2, 3) == ["Too early"]
    assert told(puzzle, 1, 2, 3, (4, 1)) == ["Another level"]
    assert told(puzzle, 1, 2, 4) == ["Something else"]
    assert check(puzzle, built(puzzle, 1, 2, 5, 4)).misconceptions == ["await-plain-value"]


def test_a_stranger_is_told_of_before_all_else(puzzle: Parsons) -> None:
    assert told(puzzle, 5) == ["No wait"]
    assert told(puzzle, 4, 5, 1, 2, 3) == ["No wait"]


def test_a_block_may_stand_deeper_than_it_need(puzzle: Parsons) -> None:
    assert check(puzzle, built(puzzle, 1, (2, 3), (3, 3), 4)).right
    assert not check(puzzle, built(puzzle, 1, (2, 3), (3, 1), 4)).right
    assert not check(puzzle, built(puzzle, 1, (2, 1), (3, 2), 4)).right


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ([], "empty"),
        ("abc", "malformed"),
        ({}, "malformed"),
        ([["zz", 0]], "malformed"),
        ([["zz"]], "malformed"),
        ([[1, 0]], "malformed"),
        ([["zz", 0, 0]], "malformed"),
        ([["zz", 0]] * 99, "malformed"),
    ],
)
def test_what_is_no_arrangement_is_refused(puzzle: Parsons, answer: object, code: str) -> None:
    with pytest.raises(InvalidAnswer) as error:
        check(puzzle, answer)
    assert error.value.code == code


@pytest.mark.parametrize("level", ["x", -1, 7, True, None, "999999", 1.5])
def test_a_level_that_does_not_exist_is_refused(puzzle: Parsons, level: object) -> None:
    with pytest.raises(InvalidAnswer):
        check(puzzle, [[puzzle.solution[0].key, level]])


def test_a_line_used_more_often_than_there_are_of_it_is_named_so(puzzle: Parsons) -> None:
    with pytest.raises(InvalidAnswer) as error:
        check(puzzle, built(puzzle, 1, 1))
    assert error.value.code == "twice"


def test_the_mark_stands_where_the_arrangement_departs(puzzle: Parsons) -> None:
    def departs(*parts: int | tuple[int, int]) -> int:
        return Puzzle(puzzle, "seed", built(puzzle, *parts), locked=True).departs

    assert departs(1, 2, 5, 4) == 3
    assert departs(1, 3, 4) == 3
    assert departs(4, 1, 2, 3) == 1
    assert departs(1, 2, 3, 4) == 0


def test_an_order_is_the_learners_own_the_same_each_time_and_never_the_answer(puzzle: Parsons) -> None:
    orders = {
        tuple(offer.key for offer in Puzzle(puzzle, seed, []).offers) for seed in map(str, range(20)) for _twice in "ab"
    }
    assert 1 < len(orders) <= 20
    assert tuple(piece.key for piece in puzzle.pieces) not in orders
    assert all(seeded([1, 2], str(seed), but=[1, 2]) == [2, 1] for seed in range(20))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("instead: 3", "instead: 9", "the solution has 4 lines"),
        ('"    one += n"', '"   one += n"', "4 spaces a level"),
        ("[1, 3, 2, 4]", "[1, 3, 2, 8]", "there is no line 8"),
        ("[1, 3, 2, 4]", "[1-1, 3, 2, 4]", "line 1 cannot stand there"),
        ('"    other = await n"', '"other += n"', "also a line of the solution"),
        ("⟦…⟧", "pass", "one line that is ⟦…⟧"),
    ],
)
def test_an_authors_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        puzzle_of(tmp_path, old, new)
    assert message in str(error.value)
    assert error.value.line > 2


def run_here(source: str) -> bool:
    """In place of the jail: these few lines are ours."""
    seen: list[str] = []
    names: dict[str, Any] = {"print": lambda *words: seen.append(" ".join(map(str, words)))}
    try:
        exec(source, names)
    except Exception:
        return False
    return seen == ["6"]


def test_a_true_puzzle_is_found_true(puzzle: Parsons) -> None:
    assert [str(mistake) for mistake in puzzles.check(puzzle, run_here, "items", 0)] == []


def test_lines_that_may_change_places_are_found(puzzle: Parsons) -> None:
    (mistake,) = puzzles.check(replace(puzzle, also=()), run_here, "items", 0)
    assert "lines 2 and 3 may change places" in str(mistake)


def test_a_line_that_may_stand_elsewhere_is_found(tmp_path: Path) -> None:
    free = puzzle_of(tmp_path, '"    other += n"', '"other += n"')
    mistakes = [str(mistake) for mistake in puzzles.check(replace(free, also=()), run_here, "items", 0)]
    assert any("line 3 may stand at level 1 too" in mistake for mistake in mistakes)


def test_a_distractor_that_works_is_found(tmp_path: Path) -> None:
    harmless = puzzle_of(tmp_path, "other = await n", "other += n + 0")
    (mistake,) = puzzles.check(harmless, run_here, "items", 0)
    assert "with this line for line 3 it does what is asked" in str(mistake)


def test_a_solution_that_does_not_work_is_found(tmp_path: Path) -> None:
    broken = puzzle_of(tmp_path, '"print(one + other)"', '"print(one - other)"')
    assert "in es these lines do not do what is asked" in str(next(puzzles.check(broken, run_here, "items", 0)))
