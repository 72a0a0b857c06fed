"""What holds an event loop: named by what it did, at the line, and never on a hunch."""

from __future__ import annotations

import pytest

from tests.sandbox.rows import Trace, places, told

SERVE = """\
import asyncio, time, threading, subprocess, requests, httpx
lock = threading.Lock()

async def serve(n):
    {call}

async def main():
    await asyncio.gather(*(serve(n) for n in range(3)))

asyncio.run(main())
"""


def blocked(doing: str | None, *, mode: str = "waits", cpu: float = 0, dur: float = 100) -> Trace:
    """Three tasks of a gather, each holding the loop in line 5."""
    trace = Trace().loop().task(1, 5, "main", (10, "<module>")).wait(1, 6, "gather", [2, 3, 4], (8, "main"))
    for number in range(3):
        trace.task(2 + number, 5, "serve", (8, "main"), parent=1)
    for number in range(3):
        trace.block(10 + dur * number, dur, 2 + number, (5, "serve"), doing=doing, mode=mode, cpu=cpu)
        trace._add("s", 10 + dur * number, round(dur * 1_000_000), 2 + number, "d")
        if doing == "sleep":
            trace.slept(10 + dur * number, dur, 2 + number, (5, "serve"))
    return trace.end(1, 10 + 3 * dur)


@pytest.mark.parametrize(
    ("call", "doing", "slug"),
    [
        ("time.sleep(0.1)", "sleep", "blocking-sleep"),
        ("requests.get('http://127.0.0.1')", "network", "blocking-http"),
        ("subprocess.run(['true'])", "subprocess", "blocking-subprocess"),
        ("lock.acquire()", None, "blocking-wait"),
        ("open('menu').read()", None, "blocking-file"),
    ],
)
def test_a_block_is_named_by_what_it_did(call: str, doing: str | None, slug: str) -> None:
    (finding,) = told(blocked(doing), SERVE.format(call=call))
    assert (finding["slug"], finding["line"]) == (slug, 5)
    assert finding["values"]["ms"] == 300
    assert [row[0] for row in finding["rows"]] == ["b"] * 3


def test_what_giving_up_the_turn_would_save_is_foretold_with_the_edit() -> None:
    (finding,) = told(blocked("sleep"), SERVE.format(call="time.sleep(0.1)"), wall_s=0.35)
    assert finding["saves"]["predicted_s"] == pytest.approx(0.15, abs=0.01)
    assert finding["saves"]["edit"] == [{"from": 5, "to": 5, "text": "    await asyncio.sleep(0.1)"}]


def test_a_thread_takes_a_blocking_call_as_it_is() -> None:
    (finding,) = told(blocked("network"), SERVE.format(call="page = requests.get('http://a', timeout=3).text"))
    assert finding["saves"]["edit"][0]["text"] == (
        "    page = (await asyncio.to_thread(requests.get, 'http://a', timeout=3)).text"
    )


def test_calculations_of_gathered_tasks_are_no_parallelism() -> None:
    (finding,) = told(blocked(None, mode="computes", cpu=100), SERVE.format(call="sum(i * i for i in range(10**6))"))
    assert (finding["slug"], finding["line"]) == ("gather-of-cpu", 5)
    assert finding["values"]["tasks"] == 3


def test_a_single_calculation_holds_the_loop() -> None:
    trace = Trace().loop().task(1, 5, "main", (10, "<module>"))
    trace.block(10, 200, 1, (8, "main"), (5, "serve"), mode="computes", cpu=190).end(1, 220)
    assert places(told(trace, SERVE.format(call="sum(range(10**7))"))) == [("cpu-on-the-loop", 5)]


def test_short_blocks_are_left_alone() -> None:
    trace = Trace().loop().task(1, 5, "main", (10, "<module>"))
    trace.block(10, 25, 1, (8, "main"), (5, "serve"), doing="sleep").slept(10, 25, 1, (8, "main"), (5, "serve"))
    assert told(trace, SERVE.format(call="time.sleep(0.025)")) == []


def test_a_machine_that_was_busy_is_not_the_programs_fault() -> None:
    assert told(blocked(None, mode="computes", cpu=2), SERVE.format(call="await asyncio.sleep(0)")) == []


def test_setting_up_a_client_is_no_request() -> None:
    trace = Trace().loop().task(1, 5, "main", (10, "<module>"))
    trace.block(10, 90, 1, (5, "serve"), doing="network", mode="computes", cpu=60)
    assert told(trace, SERVE.format(call="async with httpx.AsyncClient() as client: await client.get('/')")) == []


def test_what_asyncio_does_by_itself_is_not_laid_at_the_learners_door() -> None:
    assert told(blocked("subprocess", dur=60), SERVE.format(call="await asyncio.create_subprocess_exec('true')")) == []
    assert told(blocked("thread", dur=60), SERVE.format(call="await asyncio.to_thread(print, n)")) == []


HELPER = """\
import asyncio, time

def look_up(n):
    time.sleep(0.1)
    return n

async def serve(n):
    return look_up(n)

async def main():
    await asyncio.gather(*(serve(n) for n in range(3)))

asyncio.run(main())
"""


def test_a_block_in_a_plain_function_is_told_where_the_coroutine_calls_it() -> None:
    trace = Trace().loop().task(1, 5, "main", (13, "<module>")).wait(1, 6, "gather", [2, 3, 4], (11, "main"))
    for number in range(3):
        trace.task(2 + number, 5, "serve", (11, "main"), parent=1)
        at = (8, "serve"), (4, "look_up")
        trace.block(10 + 100 * number, 100, 2 + number, *at, doing="sleep").slept(10 + 100 * number, 100, 0, *at)
        trace._add("s", 10 + 100 * number, 100_000_000, 2 + number, "d")
    (finding,) = told(trace, HELPER)
    assert (finding["slug"], finding["line"]) == ("block-hidden-in-helper", 8)
    assert finding["values"]["helper"] == "look_up"
    assert finding["values"]["inner_line"] == 4
    assert finding["saves"]["edit"] == [{"from": 8, "to": 8, "text": "    return await asyncio.to_thread(look_up, n)"}]


def test_a_timeout_around_a_block_is_the_cause_and_the_block_its_symptom() -> None:
    source = "import asyncio, time\n\nasync def slow():\n    time.sleep(0.3)\n\nasync def main():\n"
    source += "    async with asyncio.timeout(0.1):\n        await slow()\n\nasyncio.run(main())\n"
    trace = Trace().loop().task(1, 5, "main", (10, "<module>"))
    at = (8, "main"), (4, "slow")
    trace.block(10, 300, 1, *at, doing="sleep").slept(10, 300, 1, *at)
    (finding,) = told(trace, source)
    assert (finding["slug"], finding["line"]) == ("timeout-cannot-fire", 7)
    assert finding["values"] == {"limit_ms": 100, "ms": 300, "inner_line": 4}


def test_without_the_text_the_trace_speaks_alone() -> None:
    assert places(told(blocked("sleep"))) == [("blocking-sleep", 5)]
