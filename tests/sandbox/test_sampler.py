"""The sampler tells who spent the CPU, how much ran at once, and which processes came and went."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import pytest

from sandbox.inside.services.sampler import Sampler

BURN = """
def burn(turns=12_000_000):
    x = 0
    for i in range(turns): x += i * i % 7
"""
MAIN = "burn()"
THREADS = """
import threading
threads = [threading.Thread(target=burn, args=(4_000_000,)) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
"""
CHILDREN = """
import multiprocessing
if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool: pool.map(burn, [6_000_000] * 2, 1)
"""
SPAWN = """
import subprocess, sys
for _ in range(4): subprocess.run([sys.executable, "-c", "for i in range(3_000_000): pass"])
"""


def program(source: str) -> subprocess.Popen[str]:
    """Starts, waits for a line, and waits for another before it ends; says done between."""
    source = f"{BURN}\ninput()\n{source}\nprint('done', flush=True)\ninput()"
    return subprocess.Popen([sys.executable, "-c", source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


async def sampled(source: str) -> dict[str, Any]:
    process = program(source)
    sampler = Sampler(process.pid)
    try:
        sampler.start()
        assert process.stdin
        assert process.stdout
        process.stdin.write("\n")
        process.stdin.flush()
        assert await asyncio.to_thread(process.stdout.readline) == "done\n"
        return await sampler.stop()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("source", "place"), [(MAIN, "cpu_main_s"), (THREADS, "cpu_threads_s"), (CHILDREN, "cpu_children_s")]
)
async def test_cpu_is_told_by_where_it_was_spent(source: str, place: str) -> None:
    sample = await sampled(source)
    total = sum(sample[name] for name in ("cpu_main_s", "cpu_threads_s", "cpu_children_s"))
    assert sample[place] > 0.7 * total
    assert total > 0.2


async def test_two_processes_are_runnable_at_once_and_one_thread_is_not() -> None:
    alone, together = await sampled(MAIN), await sampled(CHILDREN)
    assert alone["runnable"] < 1.3
    assert together["runnable"] > 1.35
    assert together["runnable"] > alone["runnable"]


async def test_processes_that_come_and_go_are_counted() -> None:
    sample = await sampled(SPAWN)
    assert sample["created"] == 4
    assert sample["ended"] == 4
    assert sample["processes"] == 2


async def test_the_second_phase_forgets_what_the_first_one_spent() -> None:
    process = program("burn()")
    sampler = Sampler(process.pid)
    try:
        assert process.stdin
        assert process.stdout
        sampler.start()
        process.stdin.write("\n")
        process.stdin.flush()
        await asyncio.to_thread(process.stdout.readline)
        first = await sampler.stop()
        sampler.start()
        second = await sampler.stop()
    finally:
        process.kill()
        process.communicate()
    assert first["cpu_main_s"] > 0.2
    assert second["cpu_main_s"] < 0.5 * first["cpu_main_s"]
    assert second["created"] == 0


async def test_a_process_that_is_gone_is_nothing_to_fail_for() -> None:
    process = program("")
    process.communicate("\n\n")
    sampler = Sampler(process.pid)
    sampler.start()
    sample = await sampler.stop()
    assert sample["processes"] == 0
    assert sample["runnable"] == 0.0


def test_where_children_do_the_work_the_programs_own_threads_are_no_parallelism() -> None:
    """One worker process, and beside it an event loop that a slow machine kept busy with heartbeats."""
    sampler = Sampler(1)
    loop, worker, second = (1, 1), (7, 7), (8, 8)
    sampler.runs = [(loop, worker)] * 10
    assert sampler._runnable({loop: 0.9, worker: 1.0}) == (1.0, 10)
    sampler.runs = [(loop, worker, second)] * 10
    assert sampler._runnable({loop: 0.9, worker: 1.0, second: 1.0}) == (2.0, 10)
