"""Looks for an order of the ready tasks with another outcome than asyncio's own: many short runs, each a fork.

Breadth first over the choices that differ from the default, at most two of them in one order: the orders that break
programs differ from a harmless one in very few places (Musuvathi and Qadeer, "Iterative context bounding for systematic
testing of multithreaded programs", 2007).
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from sandbox.inside.stepping import stage
from sandbox.inside.stepping.loop import Loop

RUNS = 60
SECONDS = 5.0
ONE_S = 2.0
"""A run that takes longer is given up: it computes, and all that come after it would."""
DIFFER = 2
FIRST = 40
"""So many of the runs, at most, differ in one place alone."""
OUTPUT_BYTES = 64 * 1024
REPORT_BYTES = 256 * 1024
LAST_CHARS = 200

_fork, _now = os.fork, time.monotonic
"""As they were before step mode took them from the program."""


@dataclass(slots=True)
class Ran:
    made: list[list[int]]
    end: dict[str, Any]
    lines: list[str]
    """What it printed."""
    closing: list[str]
    """What of that the main task printed, or plain code around the loop."""

    @property
    def outcome(self) -> tuple[Any, ...]:
        """Two runs with the same one ended alike. Tasks that report while they work come in any order: of what they
        print only the order is left out, where the program itself says nothing at its end."""
        said = tuple(self.closing[-1:]) or tuple(sorted(self.lines))
        return self.end["how"], self.end["exc"], self.end["text"], said

    def told(self) -> dict[str, Any]:
        last = (self.closing or self.lines or [""])[-1]
        return {**self.end, "last": last[:LAST_CHARS]}


def begin(descriptor: int) -> None:
    """Returns in the forks, which go on to run the program; ends the process that searches."""
    deadline = _now() + SECONDS
    default = _run([], deadline)
    if default is None:
        stage.say(descriptor, {"search": {"runs": 1, "default": None, "found": None, "cut": "time"}})
        os._exit(0)
    if default == "child":
        return
    assert isinstance(default, Ran)
    near = _others([], default, 0)
    waiting = deque(_spread(near, FIRST))
    runs, found, cut = 1, None, ""
    while waiting and found is None and not cut:
        if runs >= RUNS or _now() >= deadline:
            cut = "runs" if runs >= RUNS else "time"
            break
        schedule, differs = waiting.popleft()
        ran = _run(schedule, deadline)
        if ran == "child":
            return
        runs += 1
        if not isinstance(ran, Ran):
            cut = "time"
        elif ran.outcome != default.outcome:
            found = {"schedule": [choice for choice, _, _ in ran.made[: len(schedule)]], **ran.told()}
        elif differs < DIFFER:
            waiting.extend(_others(schedule, ran, differs))
    if found is None and not cut and len(near) > FIRST:
        cut = "runs"  # some were left out from the beginning
    word = {"runs": runs, "default": default.told(), "found": found, "cut": cut}
    stage.say(descriptor, {"search": word})
    os._exit(0)


def _others(schedule: list[int], ran: Ran, differs: int) -> list[tuple[list[int], int]]:
    """The orders that leave this one at one later choice."""
    choices = [choice for choice, _, _ in ran.made]
    return [
        ([*choices[:place], other], differs + 1)
        for place in range(len(schedule), len(ran.made))
        for other in range(1, ran.made[place][1])
    ]


def _spread(orders: list[tuple[list[int], int]], wanted: int) -> list[tuple[list[int], int]]:
    """So many of them at most, from all over the program."""
    if len(orders) <= wanted:
        return orders
    return [orders[place * len(orders) // wanted] for place in range(wanted)]


def _run(schedule: list[int], deadline: float) -> Ran | str | None:
    """One run in a fork; "child" in the fork itself, None where it came to no end in its time."""
    reading, writing = os.pipe()
    output = os.open(f".output-{os.getpid()}", os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    os.unlink(f".output-{os.getpid()}")
    child = _fork()
    if child == 0:
        os.close(reading)
        _become(schedule, writing, output)
        return "child"
    os.close(writing)
    try:
        report = _report(reading, min(deadline, _now() + ONE_S))
        os.kill(child, signal.SIGKILL)  # it has told all; or it is too late
        os.waitpid(child, 0)
        return None if report is None else _read(report, output)
    finally:
        os.close(reading)
        os.close(output)


def _become(schedule: list[int], report: int, output: int) -> None:
    """The fork's part: its output goes to a file, its one word to the searching process."""
    for descriptor in (1, 2):
        os.dup2(output if descriptor == 1 else os.open(os.devnull, os.O_WRONLY), descriptor)
    spans: list[list[int]] = []
    seen = [0]

    def after_step(task: int) -> None:
        size = os.fstat(1).st_size
        if task > 1 and size > seen[0]:
            spans.append([seen[0], size])
        seen[0] = size

    Loop.after_step = staticmethod(after_step)
    stage.set_up(report, schedule, asks=False, more=lambda: {"spans": spans})


def _report(descriptor: int, deadline: float) -> dict[str, Any] | None:
    parts: list[bytes] = []
    while (left := deadline - _now()) > 0 and sum(map(len, parts)) < REPORT_BYTES:
        if not select.select([descriptor], [], [], left)[0]:
            return None
        part = os.read(descriptor, 65536)
        parts.append(part)
        if not part or part.endswith(b"\n"):
            break
    try:
        word: dict[str, Any] = json.loads(b"".join(parts))["step"]
    except (ValueError, KeyError, TypeError):
        return {"made": [], "end": {"how": "killed", "exc": "", "text": "", "line": 0}, "spans": []}
    return word


def _read(report: dict[str, Any], output: int) -> Ran:
    printed = os.pread(output, OUTPUT_BYTES, 0)
    rest, done = [], 0
    for begin_at, end_at in report["spans"]:
        rest.append(printed[done:begin_at])
        done = end_at
    rest.append(printed[done:])
    return Ran(report["made"], report["end"], _lines(printed), _lines(b"".join(rest)))


def _lines(data: bytes) -> list[str]:
    return [line for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
