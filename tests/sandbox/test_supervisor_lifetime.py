"""Lifetimes: stop, orphans, deaths of each part, many at once, and what is left over afterwards: nothing."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sandbox.events import Event
from sandbox.supervisor import Sandbox
from sandbox.zygote import client

from .conftest import Play, play_in

pytestmark = pytest.mark.jail

ROOT = Path(__file__).parents[2]


def wait_until(happened: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def descendants(pid: int) -> set[int]:
    """Every process below `pid`, as /proc tells."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if stat[0] != "Z":
                parents[int(entry.name)] = int(stat[1])
    found: set[int] = set()
    while True:
        more = {child for child, parent in parents.items() if parent in found | {pid}} - found
        if not more:
            return found
        found |= more


HOLDS_IN_FLIGHT = """
import os, socket, time
kept = []
try:
    while True:
        kept.append(socket.socketpair())
        for _ in range(5): socket.send_fds(kept[-1][0], [b"x"], [0] * 200)
except OSError as error: print("holds", error.errno, flush=True)
time.sleep(60)
"""


def test_descriptors_that_a_program_has_on_their_way_keep_no_cell_from_being_built() -> None:
    """The kernel counts them per user, whatever the namespace, and refuses whoever may have fewer open than that. (109:
    ETOOMANYREFS.) The worker's own soft limit is often no more than a program's."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    stop, holds = threading.Event(), threading.Event()

    def watch(event: Event) -> None:
        if event["type"] == "output" and event["data"]["text"] == "holds 109\n":
            holds.set()

    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))
        with Sandbox(warm=1, check=False) as sandbox:
            options = {"stop": stop, "watch": watch, "wall_s": 60.0}
            holder = threading.Thread(target=play_in, args=(sandbox, HOLDS_IN_FLIGHT), kwargs=options)
            holder.start()
            try:
                assert holds.wait(60)
                assert play_in(sandbox, "print(1)", disk_mb=8).stdout == "1\n", "a cell that nobody had built yet"
            finally:
                stop.set()
                holder.join()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_what_complains_beside_a_program_fills_no_memory() -> None:
    """A zygote's stderr is a file in memory that its cells share, and it lives as long as the zygote."""
    log = client._log()
    try:
        shout = "import os\nwhile True: os.write(2, b'x' * 4095 + b'\\n')"
        done = subprocess.run([sys.executable, "-c", shout], stderr=log, check=False)
        assert done.returncode != 0
        assert os.fstat(log).st_size == os.lseek(log, 0, os.SEEK_CUR) == client.LOG_ROOM
    finally:
        os.close(log)


def settled(sandbox: Sandbox) -> tuple[int, int]:
    """Descriptors and processes of this process, once the pool is full again."""
    assert wait_until(lambda: sandbox.pool.warm == 4)
    seen: list[tuple[int, int]] = []

    def steady() -> bool:
        seen.append((len(os.listdir("/proc/self/fd")), len(descendants(os.getpid()))))
        return len(seen) > 10 and len(set(seen[-10:])) == 1

    assert wait_until(steady)
    return seen[-1]


def test_a_cell_that_was_taken_is_replaced_though_its_run_goes_on(sandbox: Sandbox) -> None:
    """Not in its first moments, which it would pay for; but a class of long runs must find warm cells too."""
    assert wait_until(lambda: sandbox.pool.warm == 4, 60.0)
    stop = threading.Event()
    started = threading.Event()

    def look(event: Event) -> None:
        if event["type"] == "entrant-started":
            started.set()

    with ThreadPoolExecutor(1) as threads:
        run = threads.submit(play_in, sandbox, "import time\ntime.sleep(120)", stop=stop, watch=look, wall_s=120.0)
        try:
            assert started.wait(60.0)
            assert wait_until(lambda: sandbox.pool.warm == 4, 60.0)
            assert not run.done()
        finally:
            stop.set()
        assert run.result().outcome == ("stopped", "stopped")


NASTY = {
    "a daemon": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
    "        time.sleep(60)\n    os._exit(0)\nprint('x')",
    "an orphan that holds stdout": "import subprocess; subprocess.Popen(['sleep', '60']); print('x')",
    "a late writer": "import os, time\nif os.fork() == 0:\n    while True: os.write(1, b'late\\n'); time.sleep(0.01)\n"
    "print('x')",
    "orphans that ignore signals": "import os, signal, time\nfor _ in range(5):\n    if os.fork() == 0:\n"
    "        signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)\nprint('x')",
    "stopped children": "import os, signal\nif os.fork() == 0: os.kill(os.getpid(), signal.SIGSTOP)\nprint('x')",
    "stdout closed": "import os; print('x', flush=True); os.close(1); os.close(2)",
    "zombies": "import os\nfor _ in range(20):\n    if os.fork() == 0: os._exit(0)\nprint('x')",
    "signals to init": "import os, signal\nfor n in (9, 15, 19, 1, 2, 17): os.kill(1, n)\nprint('x')",
    "a kill of everyone": "import os; print('x', flush=True); os.kill(-1, 9)",
}


@pytest.mark.parametrize("what", NASTY)
def test_a_run_ends_with_its_first_process(what: str, sort: str, play: Play) -> None:
    begun = time.monotonic()
    run = play(sort + NASTY[what])
    assert "x" in run.stdout.splitlines()
    assert run.outcome == ("finished", "")
    assert time.monotonic() - begun < 5  # nothing here would end by itself within a minute


def test_stop_ends_a_run_within_half_a_second(sort: str, play: Play) -> None:
    stop = threading.Event()
    pressed: list[float] = []

    def press(event: Event) -> None:
        if event["type"] == "output":
            pressed.append(time.monotonic())
            stop.set()

    source = "import signal, time\nfor n in (2, 15): signal.signal(n, signal.SIG_IGN)\nprint('on')\nwhile True: pass"
    run = play(sort + source, watch=press, stop=stop)
    assert time.monotonic() - pressed[0] < 0.5
    assert run.outcome == ("stopped", "stopped")
    assert run.end["outcome"] == "stopped"
    assert run.stdout == "on\n"


def test_a_run_stopped_before_it_began_runs_nothing(play: Play) -> None:
    stop = threading.Event()
    stop.set()
    run = play("print(1)", stop=stop)
    assert [event["type"] for event in run.events] == ["started", "ended"]
    assert run.outcome == ("stopped", "stopped")


def test_thirty_at_once_all_finish_with_their_own_output(sandbox: Sandbox) -> None:
    def one(n: int) -> str:
        return play_in(sandbox, f"import fastapi\nprint({n})", wall_s=20.0).stdout

    with ThreadPoolExecutor(30) as threads:
        assert list(threads.map(one, range(30))) == [f"{n}\n" for n in range(30)]


def test_an_innocent_run_beside_bombs_keeps_its_result(sandbox: Sandbox) -> None:
    bomb = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
    with ThreadPoolExecutor(3) as threads:
        bombs = [threads.submit(play_in, sandbox, bomb, processes=32) for _ in range(2)]
        innocent = play_in(
            sandbox,
            "import subprocess, sys\n"
            "print(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout)",
        )
        assert {run.result().outcome for run in bombs} == {("limit", "processes")}
    assert innocent.stdout == "b'1\\n'\n"


def test_a_hundred_runs_leave_no_process_descriptor_mount_or_memory(sandbox: Sandbox) -> None:
    sources = ["print(1)", "import fastapi; print(1)", *NASTY.values(), "print('x' * 300_000)", "1/0"]
    for source in sources:
        play_in(sandbox, source)
    before = settled(sandbox)
    mounts = Path("/proc/self/mounts").read_text()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: play_in(sandbox, sources[n % len(sources)]), range(100)))
    assert settled(sandbox) == before
    assert Path("/proc/self/mounts").read_text() == mounts
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 16 * 1024


def test_what_emit_raises_ends_the_run_and_reaches_the_caller(sandbox: Sandbox) -> None:
    class Away(Exception):
        pass

    def away(event: Event) -> None:
        if event["type"] == "output":
            raise Away

    before = settled(sandbox)
    with pytest.raises(Away):
        play_in(sandbox, "print(1)\nwhile True: pass", watch=away)
    assert settled(sandbox) == before


def test_the_death_of_the_zygote_fails_what_ran_on_it_and_nothing_after() -> None:
    with Sandbox(warm=2, check=False) as sandbox:

        def kill(event: Event) -> None:
            if event["type"] == "output":
                pid = sandbox.pool.zygote_pid
                assert pid is not None
                os.kill(pid, signal.SIGKILL)

        run = play_in(sandbox, "print('on')\nimport time; time.sleep(60)", watch=kill, wall_s=30.0)
        assert run.outcome == ("failed", "sandbox-restarted")
        assert run.stdout == "on\n"
        assert play_in(sandbox, "print(1)").stdout == "1\n"


def test_a_zygote_that_dies_between_runs_is_replaced_unseen() -> None:
    with Sandbox(warm=2, check=False) as sandbox:
        for _ in range(2):
            pid = sandbox.pool.zygote_pid
            assert pid is not None
            cells = descendants(pid)
            os.kill(pid, signal.SIGKILL)
            # What it takes with it dies a moment later; a program let go meanwhile would have begun, and died of it.
            assert wait_until(lambda gone=cells: not any(Path(f"/proc/{cell}").exists() for cell in gone))
            assert play_in(sandbox, "print(1)").stdout == "1\n"


def test_a_worn_zygote_is_replaced_by_one_with_another_hash_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.jail.policy.RECYCLE_AFTER", 6)
    program = "import httpx\nprint('a'.__hash__())"
    with Sandbox(warm=2, check=False) as sandbox:
        first = sandbox.pool.zygote_pid
        seeds = {play_in(sandbox, program).stdout for _ in range(8)}
        assert len(seeds) == 1  # what preloaded runs of one zygote share, see sorts_of_cell
        assert wait_until(lambda: sandbox.pool.zygote_pid not in (first, None))
        assert play_in(sandbox, program).stdout not in seeds
        assert wait_until(lambda: sandbox.pool.zygotes == 1)


@pytest.mark.parametrize("how", ["closed", "killed"])
def test_nothing_outlives_its_supervisor(how: str) -> None:
    """Closed in order, or kill -9 in the middle of a run with children that ignore signals."""
    program = "import os, signal, time\nsignal.signal(15, 1)\nfor _ in range(3): os.fork()\nprint('on')\ntime.sleep(60)"
    code = (
        "import sys, threading\nsys.path.insert(0, '.')\n"
        "from tests.sandbox.conftest import play_in\nfrom sandbox.supervisor import Sandbox\n"
        "stop = threading.Event()\n"
        "threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()\n"
        "with Sandbox(warm=2, check=False) as s:\n"
        f"    play_in(s, {program!r}, stop=stop, watch=lambda e: e['type'] == 'output' and print('on', "
        f"flush=True), wall_s=50.0)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "on\n"
    family = descendants(process.pid)
    assert len(family) > 10
    if how == "killed":
        process.kill()
    else:
        process.stdin.close()
    assert process.wait(10) == (-signal.SIGKILL if how == "killed" else 0)
    assert wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family), 5.0)
    process.stdout.close()


def test_a_zygote_outlives_the_thread_that_first_used_it(sandbox: Sandbox) -> None:
    """The kernel would kill it with the thread that started it; worker threads come and go."""
    threads = [threading.Thread(target=play_in, args=(sandbox, "print(1)")) for _ in range(3)]
    for thread in threads:
        thread.start()
        thread.join()
    pid = sandbox.pool.zygote_pid
    assert play_in(sandbox, "print(2)").stdout == "2\n"
    assert sandbox.pool.zygote_pid == pid
