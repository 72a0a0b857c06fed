"""A learner who tampers with the tracer spoils their own picture: not the run, not what the next program's rows say."""

from __future__ import annotations

import json
from typing import Any

from sandbox.events import TRACE_BYTES, TRACE_ROWS
from sandbox.trace_rows import is_telling, valid_row
from tests.sandbox.conftest import Play

HONEST = """
import asyncio
async def burger(): await asyncio.sleep(0.01)
async def main(): await asyncio.gather(burger(), burger())
asyncio.run(main())
print("went on")
"""
PIPE = """
import os, stat
pipes = [n for n in map(int, os.listdir("/proc/self/fd")) if n > 2 and os.path.exists(f"/proc/self/fd/{n}")
         and "pipe:" in os.readlink(f"/proc/self/fd/{n}")]
pipe = max(pipes)
"""
TAMPERED = {
    "hooks put back": """
import asyncio, sys, time, threading
asyncio.Handle._run = asyncio.Handle._run.__wrapped__
asyncio.BaseEventLoop.create_task = None
time.sleep = time.sleep.original
threading.Thread.start = threading.Thread.start.__wrapped__
threading.Thread(target=time.sleep, args=(0.01,)).start()
""",
    "its state": """
import sys, time
from sandbox.inside.tracer import lanes, pipe, record, sampler
sampler._state["stop"].release()
record.rows.extend([None, 3, ("s",), ("T", "x", object())] * 100)
record.tally[:] = ["x"]
lanes.tasks = None
pipe.Pipe.put = lambda *a: 1 / 0
time.sleep(0.1)
""",
    "its descriptor closed": """
import os, time
os.closerange(3, 4096)
kept = [os.open("/dev/null", os.O_WRONLY) for _ in range(200)]
time.sleep(0.1)
""",
    "junk and huge lines": PIPE
    + """
os.set_blocking(pipe, True)
for _ in range(30):
    os.write(pipe, b"[" * 4096)
os.write(pipe, b"\\n\\xff\\xfe\\x00\\n{}\\n[]\\n" + b'["T",2,3]\\n' * 50)
os.write(pipe, b'Thread 0x1\\n  File "/home/learner/main.py", line 1 in x\\n')
""",
    "rows that lie": PIPE
    + """
import json
os.set_blocking(pipe, True)
for row in (["E", 2, 1, 1, 1, 0, 0], ["s", 2, 5, 1, 1, "x", "<script>"],
            ["b", 2, 2**53 - 1, 2**53 - 1, 0, 1, 1, "waits", "sleep", 0],
            ["M", 99, 0, 1, "9.9", "main", "other.py", 64], ["p", 2, 1, 1, 0, 0, "<img onerror=alert(1)>"]):
    os.write(pipe, json.dumps(row).encode() + b"\\n")
""",
    "a flood of rows": PIPE
    + """
os.set_blocking(pipe, True)
for _ in range(60):
    os.write(pipe, b'["s",2,5,10,1,"w","yield",null,1]\\n' * 100)
""",
}


def test_whatever_it_does_to_the_tracer_a_program_goes_on_and_the_next_one_is_told_as_ever(play: Play) -> None:
    names = list(TAMPERED)
    for group in names[:3], names[3:]:
        run = play(*(TAMPERED[name] + "\nprint('went on')" for name in group), HONEST, trace=True, wall_s=20.0)
        assert run.outcome == ("finished", "")
        assert [run.text("stdout", n) for n in range(4)] == ["went on\n"] * 4, group
        rows: list[list[Any]] = [[] for _ in range(4)]
        for event in run.of("trace"):
            rows[event["entrant"]] += event["data"]["rows"]
        told = [row for one in rows for row in one]
        assert all(valid_row(row) for row in told)
        assert len(told) <= TRACE_ROWS
        assert len(json.dumps(told)) <= 2 * TRACE_BYTES
        honest = rows[3]
        assert [row[8] for row in honest if row[0] == "T"] == ["main", "burger", "burger"]
        assert [row[0] for row in honest if row[0] in "ME"] == ["M", "E"]
        assert [row[5] for row in honest if row[0] == "s" and row[5] != "w"] == ["d"] * 3


def test_a_lie_about_the_loop_is_shown_and_changes_no_measured_figure(play: Play) -> None:
    plain, lying = (play(source + "\nprint('went on')", trace=True) for source in ("", TAMPERED["rows that lie"]))
    rows = [row for event in lying.of("trace") for row in event["data"]["rows"]]
    assert [row[6] for row in rows if row[0] == "s" and is_telling(row)] == ["<script>"]
    assert not lying.of("note")
    for field in ("outcome", "exit_code", "signal", "limit"):
        assert lying.end[field] == plain.end[field]
    assert lying.end["wall_s"] < 5
