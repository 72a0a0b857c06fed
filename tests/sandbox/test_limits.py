"""Each limit ends its entrant, is named, and keeps what was printed before."""

from __future__ import annotations

import time

import pytest

from .conftest import Play

pytestmark = pytest.mark.jail

CASES: dict[str, tuple[str, dict[str, float]]] = {
    "wall": ("import time\nprint('before')\ntime.sleep(60)", {"wall_s": 0.5}),
    "wall, every process stopped": (
        "import os, signal\nprint('before')\nos.fork()\nos.kill(os.getpid(), signal.SIGSTOP)",
        {"wall_s": 0.5},
    ),
    "wall, signals ignored": (
        "import signal, time\nfor n in range(1, 65):\n    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\n"
        "print('before')\ntime.sleep(60)",
        {"wall_s": 0.5},
    ),
    "cpu": ("print('before')\nwhile True: pass", {"cpu_s": 0.5}),
    "cpu, in children that end": (
        "import os\nprint('before')\nwhile True:\n    if os.fork() == 0:\n        for _ in range(10**6): pass\n"
        "        os._exit(0)\n    os.wait()",
        {"cpu_s": 0.5},
    ),
    "memory": ("print('before')\nhold = []\nwhile True: hold.append(b'x' * 1_000_000)", {"memory_mb": 96}),
    "memory, in one piece": (
        "print('before')\nhold = b'x' * 400_000_000\nimport time; time.sleep(60)",
        {"memory_mb": 96},
    ),
    "memory, spread over processes": (
        "import os, time\nprint('before')\nfor _ in range(8):\n    if os.fork() == 0: break\n"
        "hold = os.urandom(20_000_000)\ntime.sleep(60)",
        {"memory_mb": 96},
    ),
    "memory, the kernel's: what is watched": (
        "import select, socket, time\nprint('before')\n"
        "targets = [socket.socket(type=socket.SOCK_DGRAM) for _ in range(480)]\nselectors = []\n"
        "try:\n    while True:\n        selectors.append(select.epoll())\n"
        "        for one in targets: selectors[-1].register(one)\n"
        "except OSError: time.sleep(60)",
        {"wall_s": 30.0},
    ),
    "processes": (
        "import os, time\nprint('before')\nfor _ in range(20):\n    if os.fork() == 0: time.sleep(60)\ntime.sleep(60)",
        {"processes": 16},
    ),
    "processes, a bomb": (
        "import os\nprint('before')\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        {"processes": 16},
    ),
    "processes, threads": (
        "import threading, time\nprint('before')\n"
        "for _ in range(20): threading.Thread(target=time.sleep, args=(60,)).start()",
        {"processes": 16},
    ),
    "processes, left behind by one that ended at once": (
        "import os, time\nprint('before', flush=True)\nfor _ in range(20):\n    if os.fork() == 0: time.sleep(60)\n"
        "os._exit(1)",
        {"processes": 16},
    ),
    "output": ("print('before')\nwhile True: print('x' * 1000)", {"output_kb": 32}),
    "output, one line": ("print('before')\nimport sys\nwhile True: sys.stdout.write('x' * 100_000)", {"output_kb": 32}),
    "output, on stderr": ("print('before')\nimport sys\nwhile True: print(file=sys.stderr)", {"output_kb": 32}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_limit_ends_the_entrant_and_is_named(case: str, sort: str, play: Play) -> None:
    source, limits = CASES[case]
    run = play(sort + source, **{"cpu_s": 20.0, **limits})
    limit = case.split(",", maxsplit=1)[0]
    assert run.outcome == ("limit", limit)
    assert (run.end["outcome"], run.end["limit"]) == ("limit", limit)
    assert run.stdout.startswith("before\n")


def test_the_wall_limit_ends_a_run_half_a_second_late_at_most(play: Play) -> None:
    begun = time.monotonic()
    run = play("import time; time.sleep(60)", wall_s=1.0)
    assert 1.0 <= run.end["wall_s"] < 1.5
    assert time.monotonic() - begun < 4.0  # building a cell included, on a busy machine


def test_output_up_to_the_cap_is_kept_and_no_more(play: Play) -> None:
    run = play("print('x' * 40_000)", output_kb=32)
    assert len(run.stdout) == 32 * 1024
    assert [event["data"]["code"] for event in run.of("note")] == ["output-capped"]


def test_output_that_fills_the_cap_to_the_byte_and_goes_on_is_an_offence(play: Play) -> None:
    """64 KB is what one read brings, so a cap that is a multiple of it is met exactly before it is passed."""
    run = play("import sys\nsys.stdout.write('x' * 200_000)", output_kb=64)
    assert len(run.stdout) == 64 * 1024
    assert run.outcome == ("limit", "output")


def test_output_of_exactly_the_cap_is_no_offence(play: Play) -> None:
    run = play(f"import sys; sys.stdout.write('x' * {32 * 1024})", output_kb=32)
    assert run.outcome == ("finished", "")
    assert len(run.stdout) == 32 * 1024


def test_the_tracers_own_threads_are_neither_told_nor_held_against_the_program(play: Play) -> None:
    """Sixteen threads of its own are the limit; with the tracer's there are eighteen."""
    waits = "import threading, time\nfor _ in range({}): threading.Thread(target=time.sleep, args=(1.3,)).start()"
    run = play(waits.format(15), trace=True, processes=16)
    assert run.outcome == ("finished", "")
    assert {(told["data"]["processes"], told["data"]["threads"]) for told in run.of("usage")} == {(1, 16)}
    assert play(waits.format(16), trace=True, processes=16).outcome == ("limit", "processes")


@pytest.mark.parametrize("trace", [False, True])
def test_an_event_loop_is_one_thread(trace: bool, play: Play) -> None:
    run = play("import asyncio\nasyncio.run(asyncio.sleep(1.3))", trace=trace)
    assert {told["data"]["threads"] for told in run.of("usage")} == {1}


def test_a_traced_fork_bomb_is_named_though_half_of_its_threads_are_the_tracers(play: Play) -> None:
    run = play("import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", trace=True, processes=16)
    assert run.outcome == ("limit", "processes")


def test_a_program_that_calls_its_threads_the_tracers_gains_nothing_by_the_name(play: Play) -> None:
    """Its second thread bears whatever name it likes; the limit stands where the kernel holds it."""
    run = play(
        "import threading, time\nopen('/proc/self/comm', 'w').write('sampler')\n"
        "def wait():\n    open(f'/proc/self/task/{threading.get_native_id()}/comm', 'w').write('sampler')\n"
        "    time.sleep(5)\n"
        "for _ in range(18): threading.Thread(target=wait).start()",
        trace=True, processes=16,
    )  # fmt: skip
    assert run.outcome == ("limit", "processes")


def test_a_program_within_its_limits_is_left_alone(play: Play) -> None:
    run = play(
        "import threading, time\n"
        "threads = [threading.Thread(target=time.sleep, args=(0.4,)) for _ in range(15)]\n"
        "for thread in threads: thread.start()\n"
        "hold = b'x' * 50_000_000\n"
        "for thread in threads: thread.join()\nprint('done')",
        processes=16, memory_mb=128,
    )  # fmt: skip
    assert run.outcome == ("finished", "")
    assert run.stdout == "done\n"


def test_usage_is_told_about_every_half_second(play: Play) -> None:
    run = play("import time\nhold = b'x' * 60_000_000\ntime.sleep(1.7)")
    usage = [event["data"] for event in run.of("usage")]
    assert 2 <= len(usage) <= run.end["wall_s"] / 0.5
    assert all(told["processes"] == 1 and 57 < told["rss_mb"] < 130 for told in usage)
    assert run.end["peak_mb"] >= 57


def test_cpu_time_counts_children_and_not_the_building_of_the_cell(sort: str, play: Play) -> None:
    idle = play(sort + "print(1)").end["cpu_s"]
    busy = play(
        sort
        + "import os, time\nif os.fork() == 0:\n    while time.process_time() < 0.5: pass\n    os._exit(0)\nos.wait()"
    ).end["cpu_s"]
    assert 0.45 < busy - idle < 0.75
    assert idle < 0.2
