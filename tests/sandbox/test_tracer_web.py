"""Requests of a FastAPI app: which route, async or not, and what its `def` routes hand to the pool of forty."""

from __future__ import annotations

import sys

from tests.sandbox.traced import run

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
