"""A traced program behaves as it does without: what it prints, how it ends, what it can see."""

from __future__ import annotations

import re

import pytest

from tests.sandbox.traced import VERSIONS, run, run_text

pytestmark = pytest.mark.parametrize("version", VERSIONS)


def settled(text: str) -> str:
    """Without what differs from run to run: addresses, and the line of the harness."""
    return re.sub(r"0x[0-9a-f]+", "0x", re.sub(r'(File "<string>", line )\d+', r"\1N", text))


@pytest.mark.parametrize(
    "program",
    ["tracebacks", "task_group", "never_awaited", "thread_pool", "synchronous", "process_pool", "waits", "gather"],
)
def test_a_program_prints_and_ends_the_same(version: str, program: str) -> None:
    plain, traced = run(program, version=version, traced=False), run(program, version=version)
    assert settled(traced.out) == settled(plain.out)
    assert settled(traced.err) == settled(plain.err)
    assert traced.code == plain.code


def test_asyncio_in_debug_mode_says_the_same_but_for_the_outermost_frame_of_an_origin(version: str) -> None:
    source = """
import asyncio
async def burger(): pass
async def main():
    burger()
asyncio.run(main(), debug=True)
"""
    plain, traced = (run_text(source, version=version, traced=traced) for traced in (False, True))
    assert "tracer" not in traced.err
    said = [[line for line in settled(ran.err).splitlines() if "/tmp/" not in line] for ran in (plain, traced)]
    assert set(said[1]) <= set(said[0])
    assert "RuntimeWarning: coroutine 'burger' was never awaited" in traced.err
    assert "main.py:5:" in traced.err


def test_no_frame_of_ours_is_in_any_traceback(version: str) -> None:
    ran = run("tracebacks", version=version)
    assert "Traceback" in ran.err
    assert "tracer" not in ran.err


SOURCES = {
    "threads, streams and warnings filters": """
import sys, threading, warnings
print(threading.active_count(), [one.name for one in threading.enumerate()], sys.gettrace(), sys.getprofile())
print(len(warnings.filters), sorted(n for n in dir() if "trac" in n), sys.argv, sys.stdout.encoding)
""",
    "signatures": """
import asyncio, inspect, subprocess, threading, time
from concurrent.futures import ThreadPoolExecutor
for each in threading.Thread.start, ThreadPoolExecutor.submit, subprocess.Popen.__init__, asyncio.Handle._run:
    print(each.__name__, each.__qualname__, each.__module__, inspect.signature(each))
print(time.sleep, time.sleep.__name__, time.sleep.__module__)
""",
    "pickling": """
import pickle, time, threading
print(pickle.loads(pickle.dumps(time.sleep)) is time.sleep)
print(pickle.loads(pickle.dumps(threading.Thread.start)) is threading.Thread.start)
""",
    "descriptors": """
import os
print(os.open("/dev/null", os.O_RDONLY) < 10)
""",
    "interrupt in a task": """
import asyncio, os, signal
async def main():
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(1)
asyncio.run(main())
""",
    "an alarm that raises in a sleep": """
import signal, time
def ring(*_):
    raise TimeoutError("ring")
signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05)
time.sleep(5)
""",
    "recursion": """
import time
def down(n):
    time.sleep(0)
    return down(n + 1)
try:
    down(0)
except RecursionError as error:
    print(error)
""",
    "exit status": "import sys; sys.exit(7)",
    "a thread that fails": """
import threading
def fail(): raise ValueError("burnt")
thread = threading.Thread(target=fail, name="cook"); thread.start(); thread.join()
""",
    "cancelling": """
import asyncio
async def stubborn():
    try:
        await asyncio.sleep(9)
    except asyncio.CancelledError:
        print("no"); raise
async def main():
    task = asyncio.create_task(stubborn()); await asyncio.sleep(0); task.cancel("enough")
    try: await task
    except asyncio.CancelledError as error: print(error.args)
    async with asyncio.timeout(0.02): await asyncio.sleep(1)
asyncio.run(main())
""",
    "an exception nobody looks at": """
import asyncio
async def fail(): raise ValueError("burnt")
async def main():
    task = asyncio.create_task(fail(), name="cook"); await asyncio.sleep(0.01)
asyncio.run(main())
""",
    "a fork beside threads": """
import os, threading, warnings
warnings.simplefilter("always")
if os.fork() == 0: os._exit(0)
os.wait()
stop = threading.Event(); thread = threading.Thread(target=stop.wait); thread.start()
if os.fork() == 0: os._exit(0)
os.wait(); stop.set()
""",
    "weak references to tasks": """
import asyncio, gc, weakref
async def nothing(): pass
async def main():
    task = asyncio.create_task(nothing()); seen = weakref.ref(task); await task; del task
    print(seen() is None)
gc.disable()
asyncio.run(main())
""",
}


@pytest.mark.parametrize("what", SOURCES)
def test_it_cannot_be_seen_in(version: str, what: str) -> None:
    plain, traced = run_text(SOURCES[what], version=version, traced=False), run_text(SOURCES[what], version=version)
    at = re.compile(r"/tmp/\w+/")
    pids = re.compile(r"pid=\d+")
    for stream in ("out", "err"):
        said = [pids.sub("", at.sub("", settled(getattr(ran, stream)))) for ran in (plain, traced)]
        assert said[0] == said[1]
    assert traced.code == plain.code


def test_debug_mode_names_the_learners_line_as_the_birthplace_of_a_task(version: str) -> None:
    source = """
import asyncio
async def nap(): await asyncio.sleep(0)
async def main():
    print(asyncio.get_running_loop().create_task(nap()))
asyncio.run(main(), debug=True)
"""
    ran = run_text(source, version=version)
    assert "main.py:5>" in ran.out
