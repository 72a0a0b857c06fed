"""A program that never lets go of its interpreter: the line is told, though no thread of ours could run."""

from __future__ import annotations

import json

import pytest

from sandbox.dumps import Dump
from sandbox.trace_rows import valid_row
from tests.sandbox.conftest import Play
from tests.sandbox.traced import VERSIONS, run_text

GREEDY = """
import asyncio, re
def check(text):
    return re.match(r"(a+)+$", text)
async def main():
    await asyncio.sleep(0.02)
    check("a" * {letters} + "b")
asyncio.run(main())
"""


@pytest.mark.parametrize("version", VERSIONS)
def test_a_call_that_held_the_interpreter_is_told_with_its_line_once_it_lets_go(version: str) -> None:
    ran = run_text(GREEDY.format(letters=20), version=version)
    block = max(ran.of("b"), key=lambda row: row[3])
    assert (ran.line(block[6]), block[7]) == (4, "computes")


@pytest.mark.parametrize(
    "source", [GREEDY.format(letters=60), "n = 0\nn = sum(range(10 ** 12))"], ids=["loop", "plain"]
)
def test_a_call_that_never_lets_go_is_told_with_its_line_before_the_limit(play: Play, source: str) -> None:
    run = play(source, trace=True, wall_s=20.0, cpu_s=1.0)
    assert run.outcome == ("limit", "cpu")
    assert not run.of("note")
    rows = [row for event in run.of("trace") for row in event["data"]["rows"]]
    asynchronous = "asyncio" in source
    stood = rows[-1]
    assert stood[0] == ("B" if asynchronous else "l")
    (frames,) = [row[4] for row in rows if row[0] == "S" and row[3] == stood[6 if asynchronous else 5]]
    assert [line for _, line, _ in frames] == ([8, 7, 4] if asynchronous else [2])
    assert 100_000_000 < stood[3] < 20_000_000_000


def test_a_program_that_ends_by_itself_leaves_no_dump_and_may_use_the_timer_itself(play: Play) -> None:
    source = """
import faulthandler, sys, time
faulthandler.dump_traceback_later(0.05, file=sys.stderr)
time.sleep(0.3)
print(faulthandler.dump_traceback_later.__name__)
"""
    run = play(source, trace=True, cpu_s=0.5)
    assert run.outcome == ("finished", "")
    assert "line 4" in run.stderr
    assert not run.of("note")


def test_a_forged_dump_gives_valid_rows_or_none() -> None:
    for line in (
        '  File "/home/learner/main.py", line 3 in main',
        '  File "/home/learner/x\\u202e.py", line 9999999 in ' + "f" * 500,
        '  File "/etc/passwd", line 1 in root',
        '  File "/home/learner/main.py", line 12345678901 in main',
    ):
        dump = Dump("/home/learner")
        dump.take(b"Thread 0x00007f0000000000 (most recent call first):")
        for _ in range(3_000):
            dump.take(line.encode())
        rows = dump.rows(2, 10, 5)
        assert all(valid_row(row) for row in rows)
        assert len(json.dumps(rows)) < 8_192
        assert bool(rows) is ("learner" in line and "123456789" not in line)
    assert not Dump("/home/learner").take(b"anything else")
