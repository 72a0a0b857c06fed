"""Requests of a FastAPI app: which route, async or not, and what its `def` routes hand to the pool of forty."""

from __future__ import annotations

import sys

from tests.sandbox.traced import run, run_text

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
"""FastAPI is installed for this Python alone."""


def test_requests_are_told_with_route_form_and_status() -> None:
    ran = run("fastapi_app", version=HERE)
    assert ran.out == "[200, 200, 200, 200, 500, 404]\n"
    asked = {row[3]: (row[4], row[5]) for row in ran.of("R")}
    answered = {row[3]: row for row in ran.of("r")}
    said = sorted((asked[n][1], row[4], row[5] or "", row[6], ran.line(row[7])) for n, row in answered.items())
    assert said == [
        ("/async/1", 200, "/async/{n}", "async", 10),
        ("/async/2", 200, "/async/{n}", "async", 10),
        ("/burnt", 500, "/burnt", "async", 22),
        ("/def", 200, "/def", "def", 16),
        ("/def", 200, "/def", "def", 16),
        ("/nothing", 404, "", "", 0),
    ]
    assert {method for method, _ in asked.values()} == {"GET"}


def test_def_routes_are_told_as_work_of_the_pool_of_forty_and_their_tasks_as_waiting_for_it() -> None:
    ran = run("fastapi_app", version=HERE)
    items = [row for row in ran.of("q") if row[5] == "anyio"]
    assert [(row[6], row[11]) for row in items] == [("grilled", 40)] * 2
    done = {row[5]: row for row in ran.of("w")}
    assert all(done[row[3]][3] >= 50_000_000 for row in items)
    waits = [(kind, detail) for row in ran.of("T") for kind, detail, *_ in ran.waits(row[3])]
    assert all(("thread", row[3]) in waits for row in items)
    assert all(ran.func(row[6]) == "grilled" for row in ran.of("z"))


def test_the_forty_first_waits_for_a_token_and_the_tokens_in_use_are_told() -> None:
    source = """
import anyio, time
from functools import partial
async def main():
    limiter = anyio.CapacityLimiter(2)
    async with anyio.create_task_group() as group:
        for _ in range(5):
            group.start_soon(partial(anyio.to_thread.run_sync, time.sleep, 0.03, limiter=limiter))
anyio.run(main)
"""
    ran = run_text(source, version=HERE)
    queued = ran.of("q")
    assert [(row[5], row[10], row[11], row[12]) for row in queued] == [
        ("anyio", used, 2, waiting) for used, waiting in ((0, 0), (1, 0), (2, 0), (2, 1), (2, 2))
    ]
    done = {row[5]: row for row in ran.of("w")}
    waited = [done[row[3]][2] - row[2] for row in queued]
    assert max(waited[:2]) < 30_000_000 <= min(waited[2:4])
    assert waited[4] >= 55_000_000
    kinds = [[kind for kind, *_ in ran.waits(row[9])] for row in queued]
    assert all("thread" in waits for waits in kinds)
    assert all("thread-token" in waits for waits in kinds[2:])
