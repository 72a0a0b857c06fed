"""Many requests of one kind: how many were served, and how many were open at once. And a script ended in time."""

from __future__ import annotations

import http.client
import threading
import uuid
from typing import Any

import pytest

from sandbox.evidence import Evidence, Kitchen, Request, Sample
from sandbox.grading import judge
from sandbox.job import Entrant, Job
from tests.sandbox.beside import Companion, companion

GRADE: tuple[dict[str, Any], ...] = (
    {"rule": "unserved", "code": "dishes-missing", "path": "/mesa/{n}", "count": 6},
    {"rule": "at-once", "code": "sequential", "path": "/mesa/{n}", "count": 6, "at_most": 1},
    {"rule": "at-once", "code": "too-many-cashiers", "path": "/mesa/{n}", "count": 6, "above": 3},
    {"rule": "at-once", "code": "too-few-cashiers", "path": "/mesa/{n}", "count": 6, "below": 3},
    {"rule": "threads", "code": "not-threads", "below": 3},
)


def code(rows: list[tuple[str, float]], *, threads: int = 5, gone: bool = False, cut: bool = False) -> str:
    """The verdict on requests of 100 ms each, by path and start."""
    requests = tuple(
        Request(n, n, "GET", path, start, start + 100, None if gone else 200, 1, gone)
        for n, (path, start) in enumerate(rows)
    )
    kitchen = Kitchen("secret", {}, requests, len(rows), 0, 1, False)
    sample = Sample(0.1, 0.0, 0.0, 1.0, 9, threads, 1, 0, 0, 20.0, 90)
    job = Job(run=str(uuid.uuid4()), entrants=(Entrant("pass"),), grade=GRADE)
    return judge(job, Evidence(kitchen=kitchen, sample=sample, cut=cut)).code


def waves(of: int, *, count: int = 6) -> list[tuple[str, float]]:
    return [(f"/mesa/{n + 1}", n // of * 100.0) for n in range(count)]


@pytest.mark.parametrize(
    ("of", "found"), [(1, "sequential"), (2, "too-few-cashiers"), (3, "passed"), (6, "too-many-cashiers")]
)
def test_the_most_that_were_open_at_once_decide(of: int, found: str) -> None:
    assert code(waves(of)) == found


def test_a_number_asked_for_again_and_one_nobody_wanted_make_no_peak() -> None:
    assert code(waves(1) + [(f"/mesa/{n}", 0.0) for n in (1, 1, 1, 7, 0)]) == "sequential"


def test_who_is_not_answered_is_not_served_but_who_was_cut_short_might_have_been() -> None:
    assert code(waves(3, count=5)) == "dishes-missing"
    assert code(waves(3), gone=True) == "dishes-missing"
    assert code(waves(1, count=5), cut=True) == "sequential"


def test_many_at_once_without_threads_are_not_threads() -> None:
    assert code(waves(3), threads=2) == "not-threads"


# --- Stamps brought to the kitchen, and who worked them out ----------------------------------------------------------

STAMPS: tuple[dict[str, Any], ...] = (
    {"rule": "stamps-undelivered", "code": "steps-missing", "path": "/entrega/{n}/{x}", "fields": ["a", "b"]},
    {"rule": "stamps-delivered-wrong", "code": "wrong-result", "path": "/entrega/{n}/{x}", "fields": ["a", "b"]},
    {"rule": "cpu-spent", "code": "note-slow-client", "above_s": 5.0},
    {"rule": "talk-share", "code": "processes-misused", "above": 0.33},
)


def stamped(*paths: str, main: float = 0.1, children: float = 0.9) -> str:
    """The verdict where the kitchen drew 7 and 8, whose stamps are 14 and 14."""
    requests = tuple(Request(n, n, "POST", path, 0, 1, 200, 1, False) for n, path in enumerate(paths))
    kitchen = Kitchen("secret", {"a": 7, "b": 8}, requests, len(paths), 0, 1, False)
    sample = Sample(main, 0.0, children, 2.0, 90, 1, 3, 2, 0, 60.0, 90)
    job = Job(run=str(uuid.uuid4()), entrants=(Entrant("pass"),), grade=STAMPS)
    return judge(job, Evidence(kitchen=kitchen, sample=sample)).code


def test_each_number_wants_its_own_stamp() -> None:
    assert stamped("/entrega/7/14", "/entrega/8/14") == "passed"
    assert stamped("/entrega/7/14") == "steps-missing"
    assert stamped("/entrega/7/14", "/entrega/80/14") == "steps-missing"
    assert stamped("/entrega/7/14", "/entrega/8/15") == "wrong-result"


def test_processes_that_are_talked_to_more_than_they_work_are_misused() -> None:
    done = ("/entrega/7/14", "/entrega/8/14")
    assert stamped(*done, main=0.6, children=0.4) == "processes-misused"
    assert stamped(*done, main=1.0, children=0.0) == "passed"
    assert stamped(*done, main=2.0, children=8.0) == "note-slow-client"


# --- The kitchen ends a script ---------------------------------------------------------------------------------------


def ask(it: Companion, path: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", it.kitchen_port, timeout=20)
    line.request("GET", path)
    line.getresponse().read()
    line.close()


def test_a_script_is_ended_once_nothing_can_undo_its_verdict() -> None:
    with companion({"kitchen": {"stop": {"finished": 3, "peak": 1}}}) as it:
        for n in range(3):
            ask(it, f"/mesa/{n}")
        assert it.until("done") == "certain"
        assert it.report()["cut"] is True


def test_a_script_that_did_better_once_is_not_ended() -> None:
    with companion({"kitchen": {"ms": 200, "stop": {"finished": 3, "peak": 1}}}) as it:
        together = [threading.Thread(target=ask, args=(it, f"/mesa/{n}")) for n in range(2)]
        for one in together:
            one.start()
        for one in together:
            one.join()
        for n in range(4):
            ask(it, f"/mesa/{n}")
        report = it.report()
        assert report["cut"] is False
        assert report["kitchen"]["peak"] == 2
        assert not [row for row in it.rows if row[0] == "done"]
