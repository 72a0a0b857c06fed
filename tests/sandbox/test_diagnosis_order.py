"""Waits in line: said where the trace proves that they cost time and the text that nothing made them."""

from __future__ import annotations

import pytest

from sandbox.diagnosis.order import Pass
from sandbox.diagnosis.picture import MS, Task, Wait
from tests.sandbox.rows import Trace, places, told

BREAKFAST = """\
import asyncio

async def tea():
    await asyncio.sleep(0.1)
    return "tea"

async def toast():
    await asyncio.sleep(0.2)
    return "toast"

async def main():
    one = await tea()
    two = await toast()
    print(one, two)

asyncio.run(main())
"""


def in_line(trace: Trace) -> Trace:
    trace.loop().task(1, 10, "main", (16, "<module>"))
    trace.wait(1, 11, "sleep", 0.1, (12, "main"), (4, "tea"))
    return trace.wait(1, 111, "sleep", 0.2, (13, "main"), (8, "toast")).end(1, 311)


def test_two_awaits_in_line_are_told_with_what_going_together_would_take() -> None:
    (finding,) = told(in_line(Trace()), BREAKFAST, wall_s=0.35)
    assert (finding["slug"], finding["line"], finding["lesson"]) == ("sequential-awaits", 12, "E")
    assert finding["values"]["waits"] == 2
    assert finding["values"]["names"] == "tea, toast"
    assert finding["saves"]["measured_s"] == 0.35
    assert finding["saves"]["predicted_s"] == pytest.approx(0.25, abs=0.002)
    assert finding["saves"]["edit"] == [
        {"from": 12, "to": 13, "text": "    one, two = await asyncio.gather(tea(), toast())"}
    ]
    assert "300 ms" in finding["message"]["en"]
    assert "300 ms" in finding["message"]["es"]


def test_each_finding_names_the_rows_that_prove_it() -> None:
    trace = in_line(Trace())
    (finding,) = told(trace, BREAKFAST)
    steps = [[row[0], row[1], row[2], row[4]] for row in trace.rows if row[0] == "s" and row[5] == "w"]
    assert finding["rows"] == steps


@pytest.mark.parametrize(
    "second",
    ["    two = await toast(one)", "    if not one: return\n    two = await toast()"],
    ids=["the second needs the first", "the second hangs on a test of the first"],
)
def test_awaits_that_need_one_another_are_left_alone(second: str) -> None:
    source = BREAKFAST.replace("async def toast()", "async def toast(x=0)").replace("    two = await toast()", second)
    assert told(in_line(Trace()), source) == []


def test_short_waits_are_nobodys_loss() -> None:
    trace = Trace().loop().task(1, 10, "main", (16, "<module>"))
    trace.wait(1, 11, "sleep", 0.004, (12, "main"), (4, "tea"))
    trace.wait(1, 15, "sleep", 0.004, (13, "main"), (8, "toast")).end(1, 19)
    assert told(trace, BREAKFAST) == []


def test_nothing_is_said_where_the_task_then_waits_for_another_anyway() -> None:
    source = BREAKFAST.replace("    one =", "    soup = asyncio.create_task(cook())\n    one =").replace(
        "    print", "    await soup\n    print"
    )
    source = source.replace("async def main", "async def cook():\n    await asyncio.sleep(0.5)\n\nasync def main")
    trace = Trace().loop().task(1, 10, "main", (21, "<module>"))
    trace.task(2, 10, "cook", (15, "main"), parent=1).wait(2, 12, "sleep", 0.5, (12, "cook"))
    trace.wait(1, 11, "sleep", 0.1, (16, "main"), (4, "tea"))
    trace.wait(1, 111, "sleep", 0.2, (17, "main"), (8, "toast"))
    trace.wait(1, 311, "task", 2, (18, "main")).end(2, 512).end(1, 512.5)
    assert told(trace, source) == []


LOOP = """\
import asyncio

async def page(n):
    await asyncio.sleep(0.1)
    return n

async def main():
    pages = []
    for n in range(4):
        pages.append(await page(n))
    print(pages)

asyncio.run(main())
"""


def rounds(trace: Trace, line: int = 10) -> Trace:
    trace.loop().task(1, 10, "main", (13, "<module>"))
    for number in range(4):
        trace.wait(1, 11 + 100 * number, "sleep", 0.1, (line, "main"), (4, "page"))
    return trace.end(1, 411)


def test_an_await_in_a_loop_is_told_with_an_edit_that_gathers() -> None:
    (finding,) = told(rounds(Trace()), LOOP, wall_s=0.45)
    assert (finding["slug"], finding["line"]) == ("await-in-loop", 10)
    assert finding["values"]["waits"] == 4
    assert finding["saves"]["predicted_s"] == pytest.approx(0.15, abs=0.002)
    assert [edit["text"] for edit in finding["saves"]["edit"]] == [
        "    pages.extend(await asyncio.gather(*(page(n) for n in range(4))))"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "        n = await page(n)\n        pages.append(n)",
        "        if await page(n) > 2: break",
        "        pages.append(await page(n)); await asyncio.sleep(0.1)",
    ],
    ids=["each round needs the one before", "it stops when found", "a pause between rounds is meant"],
)
def test_loops_whose_order_is_meant_are_left_alone(body: str) -> None:
    source = LOOP.replace(
        "    for n in range(4):\n        pages.append(await page(n))", "    n = 0\n    while n < 4:\n" + body
    )
    assert told(rounds(Trace(), 11), source) == []


def test_workers_that_share_the_work_out_are_left_alone() -> None:
    source = LOOP.replace("    pages = []\n", "    pages = []\n    # three of these run at once\n")
    trace = Trace().loop().task(9, 5, "boss", (14, "<module>"))
    for task in (1, 2, 3):
        trace.task(task, 10, "main", (14, "boss"), parent=9)
        for number in range(4):
            trace.wait(task, 11 + 100 * number, "sleep", 0.1, (11, "main"), (4, "page"))
        trace.end(task, 411)
    assert told(trace, source) == []


def test_an_edit_imports_what_it_needs() -> None:
    source = BREAKFAST.replace("import asyncio\n", "from asyncio import run, sleep\n", 1).replace(
        "asyncio.sleep", "sleep"
    )
    (finding,) = told(in_line(Trace()), source.replace("asyncio.run", "run"))
    assert finding["saves"]["edit"][0] == {"from": 1, "to": 1, "text": "import asyncio\nfrom asyncio import run, sleep"}


def test_a_text_that_could_not_be_read_leaves_waits_in_line_unsaid() -> None:
    assert told(in_line(Trace())) == []


def test_for_an_app_the_waits_themselves_are_compared() -> None:
    (finding,) = told(in_line(Trace()), BREAKFAST, wall_s=20, kind="app")
    assert finding["saves"]["measured_s"] == pytest.approx(0.3, abs=0.002)
    assert finding["saves"]["predicted_s"] == pytest.approx(0.2, abs=0.002)


def test_the_same_belief_is_told_once_where_it_costs_most() -> None:
    source = LOOP.replace(
        "    print(pages)", "    for n in range(3):\n        pages.append(await page(n))\n    print(pages)"
    )
    trace = rounds(Trace())
    for number in range(3):
        trace.wait(1, 411 + 100 * number, "sleep", 0.1, (12, "main"), (4, "page"))
    trace.rows = [row for row in trace.rows if not (row[0] == "s" and row[5] == "d")]
    assert places(told(trace.end(1, 711), source)) == [("await-in-loop", 10)]


def test_awaits_that_need_others_are_foretold_by_their_longest_chain() -> None:
    one = Pass(Task((1, 1), 0), frozenset({(0, 1), (2, 3)}))
    for number, (begin, end) in enumerate([(0, 100), (100, 150), (150, 230), (230, 240)]):
        one.parts[number] = [Wait((1, 1), begin * MS, end * MS, "net", None, ((number, "main"),), [])]
    assert one.best == 150 * MS
    assert one.saved == 90 * MS
    assert one.beside == [0, 1, 2, 3]


def test_awaits_each_of_which_needs_the_one_before_have_none_beside_them() -> None:
    one = Pass(Task((1, 1), 0), frozenset({(0, 1), (0, 2), (1, 2)}))
    for number in range(3):
        one.parts[number] = [Wait((1, 1), number * 50 * MS, (number + 1) * 50 * MS, "net", None, ((9, "main"),), [])]
    assert one.saved == 0
    assert one.beside == []
