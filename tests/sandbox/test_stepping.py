"""Step mode in the real jail: the order is chosen, time is virtual, the state is told, the same again is the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.supervisor import Sandbox
from tests.sandbox.conftest import Run, play_in

pytestmark = pytest.mark.jail

LOST = """\
import asyncio

balance = 100

async def deposit(amount):
    global balance
    seen = balance
    await asyncio.sleep(0.1)
    balance = seen + amount

async def main():
    one = asyncio.create_task(deposit(50), name="ana")
    await asyncio.sleep(0.1)
    two = asyncio.create_task(deposit(30), name="beto")
    await asyncio.gather(one, two)
    print("balance", balance)

asyncio.run(main())
"""

LOCKS = """\
import asyncio

kitchen, till = asyncio.Lock(), asyncio.Lock()

async def cook():
    async with kitchen:
        await asyncio.sleep(0)
        async with till:
            print("cook is done")

async def cashier():
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with till:
        await asyncio.sleep(0)
        async with kitchen:
            print("cashier is done")

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(cook(), name="cook")
        group.create_task(cashier(), name="cashier")

asyncio.run(main())
"""

Step = Callable[..., Run]


@pytest.fixture
def step(sandbox: Sandbox) -> Step:
    def run(source: str, *schedule: int, then: str = "ask", **limits: Any) -> Run:
        return play_in(sandbox, source, job={"schedule": schedule, "then": then}, **limits)

    return run


def state(run: Run) -> dict[str, Any]:
    (event,) = run.of("step")
    return event["data"]


def found(run: Run) -> dict[str, Any]:
    (event,) = run.of("search")
    return event["data"]


def test_it_stops_at_the_first_choice_and_tells_who_stands_where(step: Step) -> None:
    run = step(LOST)
    told = state(run)
    assert run.outcome == ("finished", "")
    assert told["end"] is None
    assert told["made"] == []
    assert told["t"] == pytest.approx(0.1)
    assert [(task["name"], task["coro"], task["line"]) for task in told["ready"]] == [
        ("Task-1", "main", 13),
        ("ana", "deposit", 8),
    ]
    assert told["ready"][1]["values"] == [["amount", "50"], ["seen", "100"]]
    assert told["values"] == [["balance", "100"]]


def test_the_schedule_decides_which_task_goes_next(step: Step) -> None:
    told = state(step(LOST, 1))
    assert [made[:2] for made in told["made"]] == [[1, 2]]
    assert told["end"]["how"] == "returned"
    assert told["values"] == [["balance", "180"]]
    assert step(LOST, then="play").stdout == "balance 180\n"
    assert step(LOST, 0, 1, then="play").stdout == "balance 130\n"


def test_who_waits_is_told_with_what_for_and_until_when(step: Step) -> None:
    told = state(step(LOST, 0))
    (waiting,) = told["waiting"]
    assert (waiting["name"], waiting["line"], waiting["wait"], waiting["on"]) == ("Task-1", 15, "gather", "ana, beto")
    two = "import asyncio\nasync def nap():\n    await asyncio.sleep(2.5)\nasync def go(): pass\n"
    two += "async def main():\n    nap_ = asyncio.create_task(nap())\n    await asyncio.sleep(0)\n"
    two += "    await asyncio.gather(nap_, go(), go())\nasyncio.run(main())\n"
    sleeper = next(task for task in state(step(two, 0))["waiting"] if task["coro"] == "nap")
    assert (sleeper["wait"], sleeper["until"], sleeper["line"]) == ("sleep", 2.5, 3)


def test_a_deadlock_is_named_with_who_waits_for_whose_lock(step: Step) -> None:
    told = state(step(LOCKS, 1, 1, then="play"))
    assert told["end"]["how"] == "deadlock"
    names = dict(told["names"])
    waits = {task["name"]: (task["wait"], task["on"], names.get(task["holder"], "")) for task in told["waiting"]}
    assert waits["cook"] == ("lock", "till", "cashier")
    assert waits["cashier"] == ("lock", "kitchen", "cook")
    assert waits["Task-1"][:2] == ("taskgroup", "cook, cashier")


def test_in_asyncios_own_order_it_prints_what_asyncio_prints(step: Step, sandbox: Sandbox) -> None:
    source = """\
import asyncio

async def work(name, naps):
    for nap in naps:
        await asyncio.sleep(nap)
        print(name, nap)

async def main():
    queue = asyncio.Queue(1)
    async def feed():
        for n in range(3):
            await queue.put(n)
            print("put", n)
    async def eat():
        for _ in range(3):
            print("got", await queue.get())
    await asyncio.gather(work("a", [0, 0.06, 0]), work("b", [0.03, 0, 0.15]), feed(), eat(), work("c", [0, 0, 0.09]))
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(1)
    except TimeoutError:
        print("late")
    asyncio.get_running_loop().call_soon(print, "soon")
    done, _ = await asyncio.wait([asyncio.create_task(work("d", [0.01])), asyncio.create_task(work("e", [0.01]))])
    print(len(done))

asyncio.run(main())
"""
    assert step(source, then="play").stdout == play_in(sandbox, source).stdout


def test_twenty_replays_of_one_schedule_agree_to_the_letter(step: Step) -> None:
    source = LOST.replace("balance = 100", "import random\nbalance = random.randrange(100)\nseen = set('abcdefgh')", 1)
    source = source.replace('print("balance", balance)', 'print("balance", balance, *set("abcdefgh"))')
    told = {json.dumps([state(run), run.stdout]) for run in (step(source, 0, 1, then="play") for _ in range(20))}
    assert len(told) == 1


def test_an_hour_of_sleep_takes_no_time(step: Step) -> None:
    source = "import asyncio, time\nbegun = time.monotonic()\nasyncio.run(asyncio.sleep(3600))\n"
    source += "time.sleep(60)\nprint(time.monotonic() - begun)\n"
    run = step(source, then="play", wall_s=60)
    assert run.stdout == "3660.0\n"
    assert state(run)["t"] == 3660
    assert run.end["wall_s"] < 20


@pytest.mark.parametrize(
    ("call", "what"),
    [
        ("await asyncio.open_connection('localhost', 80)", "connection"),
        ("await asyncio.to_thread(print)", "thread"),
        ("await asyncio.create_subprocess_exec('true')", "process"),
        ("import threading; threading.Thread(target=print).start()", "thread"),
        ("import subprocess; subprocess.run(['true'])", "process"),
    ],
)
def test_what_is_no_wait_of_asyncios_is_refused_with_a_sentence(step: Step, call: str, what: str) -> None:
    run = step(f"import asyncio\nasync def main():\n    {call}\nasyncio.run(main())\n", then="play")
    told = state(run)
    assert told["refused"] == [what, 3]
    assert told["end"]["how"] == "refused"
    assert "asyncio's own waits" in run.stderr
    assert "Traceback" in run.stderr


def test_an_exception_is_told_with_its_line(step: Step) -> None:
    told = state(step("import asyncio\nasync def main():\n    assert 1 == 2, 'no'\nasyncio.run(main())\n"))
    assert told["end"] == {"how": "raised", "exc": "AssertionError", "text": "no", "line": 3}


def test_a_schedule_of_another_program_is_told_as_such(step: Step) -> None:
    assert state(step(LOST, 7))["end"]["how"] == "astray"


def test_a_program_without_end_is_ended(step: Step) -> None:
    source = "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(1)\nasyncio.run(main())\n"
    assert state(step(source, then="play"))["end"]["how"] == "endless"


def test_the_search_finds_the_order_that_loses_an_update(step: Step) -> None:
    told = found(step(LOST, then="search"))
    assert told["default"]["last"] == "balance 180"
    assert told["found"]["last"] != "balance 180"
    again = step(LOST, *told["found"]["schedule"], then="play")
    assert again.stdout == told["found"]["last"] + "\n"


def test_the_search_finds_the_order_that_deadlocks(step: Step) -> None:
    told = found(step(LOCKS, then="search"))
    assert told["default"]["how"] == "returned"
    assert told["found"]["how"] == "deadlock"
    assert state(step(LOCKS, *told["found"]["schedule"], then="play"))["end"]["how"] == "deadlock"


def test_an_order_that_only_prints_its_progress_otherwise_breaks_nothing(step: Step) -> None:
    source = """\
import asyncio

async def work(name):
    await asyncio.sleep(0)
    print(name)

async def main():
    await asyncio.gather(work("a"), work("b"))

asyncio.run(main())
"""
    told = found(step(source, then="search"))
    assert told["found"] is None
    assert told["cut"] == ""
    assert told["runs"] > 1


def test_the_search_is_bounded(step: Step) -> None:
    source = """\
import asyncio

async def work():
    for _ in range(20):
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(*(work() for _ in range(6)))
    print("same")

asyncio.run(main())
"""
    told = found(step(source, then="search", wall_s=60, cpu_s=60))
    assert told["found"] is None
    assert told["cut"] in ("runs", "time")
    assert told["runs"] <= 60


HOSTILE = """\
class Trap:
    def __repr__(self): print("code of mine ran"); return "x"
    __str__ = __repr__
    def __getattribute__(self, name): print("code of mine ran"); return object.__getattribute__(self, name)
class Number(int):
    def __repr__(self): print("code of mine ran"); return "x"
trap, number, long, big, text = Trap(), Number(3), [1] * 10**6, 7 ** 10**5, "\\ud800\\0" * 10**5
mixed = [trap]
"""


def test_reading_the_values_runs_no_code_of_the_program(step: Step) -> None:
    run = step(HOSTILE + LOST)
    assert run.stdout == ""
    values = dict(state(run)["values"])
    assert values["balance"] == "100"
    assert values.keys() <= {"balance", "long", "big", "text"}
    assert all(len(value) <= 60 for value in values.values())


@pytest.mark.parametrize("word", ["nonsense", '{"step": {"made": 1}}', '{"search": []}', "[" * 100_000, "x" * 600_000])
def test_a_forged_word_is_refused_and_the_run_goes_on(step: Step, word: str) -> None:
    source = f"import os\nfor fd in range(3, 20):\n    try: os.write(fd, {word!r}.encode() + b'\\n')\n"
    source += "    except OSError: pass\nprint('here')\n"
    run = step(source, then="play")
    assert run.stdout == "here\n"
    assert [note["data"]["code"] for note in run.of("note")] == ["step-refused"]
    assert state(run)["end"]["how"] == "returned"
