"""The program's own pace: it is idle where it sleeps, busy where it works, whatever the clock says."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.inside.services.kitchen import Kitchen
from sandbox.inside.services.pace import LOOK_SECONDS, Pace, Patience

DEADLINE = 30.0
SLEEPS = "input()"
SPINS = "print('on', flush=True)\nwhile True: pass"
SPINS_IN_A_THREAD = "import threading\nthreading.Thread(target=lambda: exec('while True: pass')).start()\ninput()"


@pytest.fixture
def running() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def start(running: list[subprocess.Popen[str]], source: str) -> int:
    """A program that is past its imports: it has said so."""
    source = f"print('ready', flush=True)\n{source}"
    process = subprocess.Popen([sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    running.append(process)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process.pid


async def idle_after(pid: int, looks: int) -> float:
    pace = Pace(lambda: {pid})
    for _ in range(looks):
        pace.look()
        await asyncio.sleep(LOOK_SECONDS * 1.5)
    return pace.idle


async def over(patience: Patience) -> None:
    for _ in range(int(DEADLINE / LOOK_SECONDS)):
        if patience.over:
            return
        await asyncio.sleep(LOOK_SECONDS)
    raise AssertionError("this patience has no end")


async def test_a_program_that_sleeps_is_idle_and_one_that_works_is_not(running: list[subprocess.Popen[str]]) -> None:
    sleeping, spinning, beside = (start(running, source) for source in (SLEEPS, SPINS, SPINS_IN_A_THREAD))
    idle = await idle_after(sleeping, 20)
    assert idle > 10 * LOOK_SECONDS
    for pid in (spinning, beside):
        assert await idle_after(pid, 20) < idle / 3


async def test_two_looks_in_one_round_of_the_loop_count_once() -> None:
    pace = Pace()
    pace.look()
    first = pace.idle
    until = time.monotonic() + 3 * LOOK_SECONDS
    while time.monotonic() < until:  # a loop that got no core
        pace.look()
    assert pace.idle == first


async def test_waiting_for_a_core_is_counted_and_makes_patience_longer(running: list[subprocess.Popen[str]]) -> None:
    """Three programs share one core: each waits for it about twice as long as it has it."""
    pids = [start(running, SPINS) for _ in range(3)]
    core = min(os.sched_getaffinity(0))
    for pid in pids:
        os.sched_setaffinity(pid, {core})
    pace = Pace(lambda: {pids[0]})
    patience, begun = Patience(pace, 1.0, DEADLINE), time.monotonic()
    await over(patience)
    assert pace.starved > 0.3
    assert time.monotonic() - begun > 1.0 + 0.3
    begun = time.monotonic()
    bounded = Patience(pace, 1.0, 1.1)
    await over(bounded)
    assert time.monotonic() - begun >= 1.0


async def test_the_kitchen_lets_all_go_once_every_user_is_being_served_or_the_program_rests() -> None:
    kitchen = Kitchen({"lull": 60_000})
    kitchen.expected = 3
    rows = [kitchen.arrive(n, "GET", f"/{n}") for n in range(2)]
    assert not any(kitchen.may_answer(row) for row in rows)
    rows.append(kitchen.arrive(2, "GET", "/2"))
    kitchen.leave(rows[0], 200)
    assert all(kitchen.may_answer(row) for row in rows)
    late = kitchen.arrive(3, "GET", "/3")
    kitchen.expected = 9
    late = kitchen.arrive(4, "GET", "/4")
    assert not kitchen.may_answer(late)
    kitchen.lull.seconds = 2 * LOOK_SECONDS
    until = time.monotonic() + DEADLINE
    while not kitchen.may_answer(late):
        assert time.monotonic() < until
        await asyncio.sleep(LOOK_SECONDS)
    assert kitchen.lull.hurried == 0


def test_a_process_that_is_gone_neither_works_nor_fails(tmp_path: Path) -> None:
    async def looked() -> float:
        pace = Pace(lambda: {2**22 + 1}, proc=str(tmp_path))
        pace.look()
        return pace.starved

    assert asyncio.run(looked()) >= 0
