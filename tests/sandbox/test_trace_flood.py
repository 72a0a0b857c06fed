"""More than can be shown: what a run of ten thousand tasks, or a race of floods, still tells, out of the real jail."""

from __future__ import annotations

from typing import Any

from sandbox.channels import LOOKS, RESERVE, Trace, TraceBudget
from sandbox.events import TRACE_BYTES, TRACE_ROWS
from sandbox.frames import Stream
from sandbox.trace_rows import is_telling
from tests.sandbox.conftest import Play, Run
from tests.sandbox.traced import PROGRAMS

MANY = b'["s",2,5,10,1,"w","yield",null,1]\n'
TELLING = b'["s",2,5,10,1,"x","ValueError"]\n'


def rows_of(run: Run, entrant: int = 0) -> list[list[Any]]:
    return [row for event in run.of("trace") if event["entrant"] == entrant for row in event["data"]["rows"]]


def test_ten_thousand_tasks_are_summarised_and_their_end_is_not_lost(play: Play) -> None:
    run = play((PROGRAMS / "many_tasks.py").read_text(), trace=True, wall_s=60.0, cpu_s=60.0)
    rows = rows_of(run)
    assert not run.of("note")
    assert len(rows) < TRACE_ROWS / 2
    assert len({(row[0], row[1]) for row in rows if row[0] in "ME"}) == 2
    assert max(row[3] for row in rows if row[0] == "T") == 10_001
    joined, left = (sum(row[place] for row in rows if row[0] == "A") for place in (6, 7))
    assert joined == left > 8_000


def test_every_program_of_a_race_has_its_part_of_the_trace(play: Play) -> None:
    flood = (PROGRAMS / "flood.py").read_text()
    run = play(flood, flood, flood, flood, trace=True, wall_s=60.0, cpu_s=60.0)
    for entrant in range(4):
        rows = rows_of(run, entrant)
        assert len(rows) > 1_000
        assert [row[6] for row in rows if row[0] == "s" and row[5] == "x"] == ["ValueError"]
        assert len([row for row in rows if row[0] == "w"]) == 3
        assert rows[-1][0] in "AE"
    assert sum(len(rows_of(run, entrant)) for entrant in range(4)) <= TRACE_ROWS


def heard(stream: list[list[Any]], *parts: bytes, budget: TraceBudget, entrant: int = 0) -> Trace:
    trace = Trace(Stream(lambda events: stream.extend(event["data"]["rows"] for event in events)), entrant, budget)
    for part in parts:
        trace.take(part)
    trace._stream.flush()
    return trace


def test_rows_that_can_be_many_leave_room_for_telling_ones() -> None:
    got: list[Any] = []
    heard(got, MANY * TRACE_ROWS, TELLING * 10, budget=TraceBudget())
    rows = [row for batch in got for row in batch]
    assert len([row for row in rows if not is_telling(row)]) == TRACE_ROWS - TRACE_ROWS // RESERVE
    assert len([row for row in rows if is_telling(row)]) == 10


def test_a_share_that_was_not_used_goes_to_the_entrants_that_follow() -> None:
    budget = TraceBudget(entrants=2)
    heard([], TELLING * 100, budget=budget)
    assert budget.share(1) == (TRACE_ROWS - 100, TRACE_BYTES - 100 * (len(TELLING) - 1))


def test_a_flood_of_lines_that_are_only_looked_at_ends_too() -> None:
    got: list[Any] = []
    heard(got, MANY * LOOKS, TELLING, budget=TraceBudget())
    assert not [row for batch in got for row in batch if is_telling(row)]
