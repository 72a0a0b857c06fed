"""What the rows say of tasks: who made them where, what each await waits for, what blocks the loop."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.sandbox.traced import VERSIONS, run

pytestmark = pytest.mark.parametrize("version", VERSIONS)


def overlap(first: tuple[object, ...], second: tuple[object, ...]) -> bool:
    return first[3] < second[4] and second[3] < first[4]  # type: ignore[operator]


def test_gathered_sleeps_are_three_tasks_of_main_whose_waits_overlap(version: str) -> None:
    ran = run("gather", version=version)
    (main,) = ran.task("main")
    burgers = ran.task("burger")
    assert len(ran.of("T")) == 4
    assert [row[4] for row in burgers] == [main[3]] * 3
    assert [ran.line(row[5]) for row in burgers] == [10] * 3
    waits = [ran.waits(row[3]) for row in burgers]
    assert [[(kind, detail, line) for kind, detail, line, *_ in one] for one in waits] == [[("sleep", 0.1, 5)]] * 3
    assert all(overlap(waits[a][0], waits[b][0]) for a, b in ((0, 1), (1, 2), (0, 2)))
    assert [(kind, detail) for kind, detail, *_ in ran.waits(main[3])] == [("gather", [row[3] for row in burgers])]
    assert all(ran.steps(row[3])[-1][5] == "d" for row in [main, *burgers])
    assert [row[4] for row in ran.of("f")] == ["gather.py"]


def test_awaits_one_after_another_are_one_task_whose_waits_do_not_overlap(version: str) -> None:
    ran = run("sequential", version=version)
    (main,) = ran.of("T")
    waits = ran.waits(main[3])
    assert [(kind, line) for kind, _, line, *_ in waits] == [("sleep", 5)] * 3
    assert not any(overlap(a, b) for a, b in pairwise(waits))
    stack = next(row[4] for row in ran.of("S") if row[3] == ran.steps(main[3])[0][8])
    assert [(line, func) for _, line, func in stack] == [(11, "main"), (5, "burger")]


def test_a_sleep_that_blocks_the_loop_is_told_live_and_finally_with_its_line_and_as_waiting(version: str) -> None:
    ran = run("blocking_sleep", version=version)
    blocks = ran.of("b")
    assert [(ran.line(row[6]), row[7], row[8]) for row in blocks] == [(6, "waits", "sleep")] * 2
    assert [row[5] for row in blocks] == [row[3] for row in ran.task("burger")]
    assert {(row[2], row[4]) for row in ran.of("B")} == {(row[2], row[4]) for row in blocks}
    assert all(live[3] < final[3] for live, final in zip(ran.of("B"), blocks, strict=True))
    assert [ran.line(row[6]) for row in ran.of("z")] == [6, 6]
    assert any(row[3] > 50_000_000 for row in ran.of("L"))


def test_computing_that_blocks_the_loop_is_told_as_computing(version: str) -> None:
    ran = run("blocking_cpu", version=version)
    # Others may take the cores from a step for longer than this one computes, unseen where they take them from us too.
    block = max((row for row in ran.of("b") if row[6]), key=lambda row: row[3])
    assert (block[7], block[8]) == ("computes", None)
    assert ran.func(block[6]) == "count"
    assert block[9] > 100_000_000


def test_each_thing_that_can_be_awaited_is_told_by_its_kind(version: str) -> None:
    ran = run("waits", version=version)
    names = {row[4]: row[3] for row in ran.of("N")}
    names |= {row[7]: row[3] for row in ran.of("T")}
    seen = {name: {kind for kind, *_ in ran.waits(task)} for name, task in names.items() if name.startswith("for_")}
    expected = {name: name for name in ("lock", "event", "queue", "semaphore", "condition", "task", "subprocess")}
    expected |= {"any": "wait", "group": "taskgroup"}
    for name, kind in expected.items():
        assert kind in seen[f"for_{name}"], name
    assert "generator" in seen["for_generator"]
    readers = [task for task in names.values() if any(kind == "net" for kind, *_ in ran.waits(task))]
    assert readers
    (quick, *_) = ran.task("quick")
    assert any(detail == quick[3] for kind, detail, *_ in ran.waits(names["for_task"]) if kind == "task")


def test_what_a_task_awaits_less_often_is_told_by_its_kind_too(version: str) -> None:
    ran = run("more_waits", version=version)
    names = {row[4]: row[3] for row in ran.of("N")}
    names |= {row[7]: row[3] for row in ran.of("T")}
    seen = {name[4:]: ran.waits(task) for name, task in names.items() if name.startswith("for_")}
    assert len(seen) == 10
    for kind, waits in seen.items():
        assert {16 <= line <= 49 for said, _, line, *_ in waits if said == kind} == {True}, kind
    items = {row[3]: row[6] for row in ran.of("q")}
    handed = [detail for kind in ("executor", "thread") for said, detail, *_ in seen[kind] if said == kind]
    assert [items[item] for item in handed] == ["grill", "grill"]
    assert "sleep" in [row[5] for row in ran.of("k") if row[3] >= 5_000_000]


def test_loops_and_tasks_that_are_lost_are_told_to_their_end(version: str) -> None:
    ran = run("more_waits", version=version)
    assert [(row[3], row[5]) for row in ran.of("O")] == [(1, "_UnixSelectorEventLoop"), (2, "_UnixSelectorEventLoop")]
    assert [row[3] for row in ran.of("o")] == [1, 2]
    (destroyed,), (left_behind,), (burnt,) = ran.task("destroyed"), ran.task("left_behind"), ran.task("burnt")
    said = {row[4]: (row[3], row[5], ran.line(row[7])) for row in ran.of("e")}
    assert said[destroyed[3]] == ("Task was destroyed but it is pending!", None, 0)
    assert said[burnt[3]] == ("Task exception was never retrieved", "ValueError", 71)
    assert ran.steps(left_behind[3])[-1][5] == "c"
    assert ran.waits(left_behind[3])[0][:3] == ("sleep", 9, 67)


def test_a_task_group_tells_names_the_exception_and_who_was_cancelled(version: str) -> None:
    ran = run("task_group", version=version)
    (fails,), (waits,), (main,) = ran.task("fails"), ran.task("waits"), ran.task("main")
    assert ran.steps(fails[3])[-1][5:] == ["x", "KeyError"]
    assert ran.steps(waits[3])[-1][5] == "c"
    assert ran.steps(main[3])[-1][5:] == ["x", "ExceptionGroup"]
    assert "the failing one" in {fails[7], *(row[4] for row in ran.of("N"))}
    assert set(ran.waits(main[3])[0][1]) == {fails[3], waits[3]}


def test_coroutines_never_awaited_are_told_with_the_line_of_the_call(version: str) -> None:
    ran = run("never_awaited", version=version)
    assert [(row[3], ran.line(row[4]), ran.line(row[5])) for row in ran.of("n")] == [
        ("burger", 4, 9),
        ("burger", 4, 14),
    ]


def test_of_ten_thousand_tasks_the_first_and_last_are_told_whole_and_the_rest_counted(version: str) -> None:
    ran = run("many_tasks", version=version)
    told, counted = ran.of("T"), ran.of("A")
    steps = ran.of("s")
    assert 1_000 < len(told) < 1_500
    assert len(told) + len(steps) < 9_000
    assert sum(row[4] for row in counted) + len(steps) == pytest.approx(40_002, abs=5)
    joined, left = (sum(row[place] for row in counted) for place in (6, 7))
    assert joined == left
    numbers = sorted(row[3] for row in told)
    assert numbers[:900] == list(range(1, 901))
    assert numbers[-50:] == list(range(9_952, 10_002))
    assert {row[4] for row in steps if row[5] == "d"} == set(numbers)
    (end,) = ran.of("E")
    assert end[5] == 0


def test_in_a_flood_of_tasks_the_one_that_fails_and_the_one_that_blocks_are_told(version: str) -> None:
    ran = run("flood", version=version)
    assert sum(row[6] for row in ran.of("A")) > 4_000
    (failed,) = [row for row in ran.of("s") if row[5] == "x"]
    names = {row[3]: row[8] for row in ran.of("T")}
    (blocked,) = [row for row in ran.of("b") if names.get(row[5]) == "blocking"]
    assert (names[failed[4]], failed[6], ran.line(blocked[6])) == ("burnt", "ValueError", 11)
    assert [row[5] for row in ran.of("e")] == ["ValueError"]
    assert [row[5] for row in ran.steps(blocked[5])] == ["d"]
    assert [(row[3], ran.line(row[5])) for row in ran.of("n")] == [("burger", 22)]
    items = {row[3] for row in ran.of("q")}
    assert len(items) == 3
    assert items == {row[5] for row in ran.of("w")}


def test_an_eager_task_is_told_even_though_it_never_waits_for_its_turn(version: str) -> None:
    if version == "3.11":
        pytest.skip("eager tasks came with Python 3.12")
    ran = run("eager", version=version)
    (at_once,), (later,) = ran.task("at_once"), ran.task("later")
    assert [row[5] for row in ran.steps(at_once[3])] == ["d"]
    assert [row[5] for row in ran.steps(later[3])] == ["w", "d"]
