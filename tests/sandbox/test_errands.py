"""What a script asked of the kitchen, before what, how often and how many at once; what its text and its error say."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest

from sandbox.evidence import Evidence, Exit, Kitchen, Request
from sandbox.grading import check_grade, judge
from sandbox.grading.rules import find
from sandbox.job import Entrant, InvalidJob, Job


def kitchen(*asked: tuple[str, float, float | None], status: int | None = 200) -> Evidence:
    """Requests by path, start and end in ms; one without an end was hung up on."""
    rows = tuple(
        Request(n, n, "GET", path, start, end, None if end is None else status, 1, end is None)
        for n, (path, start, end) in enumerate(asked, 1)
    )
    return Evidence(kitchen=Kitchen("s", {}, rows, len(rows), 0, 1, False))


def found(evidence: Evidence, **entry: Any) -> dict[str, Any] | None:
    """What a rule measured where it matches."""
    code, measured = find([{"code": "sequential", **entry}], evidence)
    return dict(measured) if code else None


def test_what_came_before_the_mark_was_answered_is_early() -> None:
    mark = ("/marca", 50.0, 150.0)
    rule: dict[str, Any] = {"rule": "asked-before", "prefix": "/plato/", "mark": "/marca"}
    assert found(kitchen(mark, ("/plato/1", 150.0, 250.0)), **rule) is None
    early = found(kitchen(mark, ("/plato/1", 149.0, 250.0), ("/plato/2", 160.0, 260.0)), **rule)
    assert early == {"before": 1, "path": "/plato/1", "mark": "/marca"}
    assert found(kitchen(("/plato/1", 10.0, 20.0)), **rule)
    assert found(kitchen(mark), **rule) is None


def test_a_dish_is_counted_by_its_answers() -> None:
    rule: dict[str, Any] = {"rule": "times-asked", "paths": ["/a", "/b"], "times": 2}
    whole = [("/a", 0.0, 10.0), ("/b", 0.0, 10.0), ("/a", 20.0, 30.0), ("/b", 20.0, 30.0)]
    assert found(kitchen(*whole), **rule) is None
    assert found(kitchen(*whole[:3]), **rule) == {"path": "/b", "times": 1, "wanted": 2}
    assert found(kitchen(*whole[:3], ("/b", 20.0, None)), **rule) == {"path": "/b", "times": 1, "wanted": 2}
    assert found(kitchen(*whole, ("/a", 40.0, 50.0)), **rule) == {"path": "/a", "times": 3, "wanted": 2}
    assert found(kitchen(*whole, status=503), **rule) == {"path": "/a", "times": 0, "wanted": 2}


def test_every_round_is_held_to_its_own_peak() -> None:
    rule: dict[str, Any] = {"rule": "round-peak", "paths": ["/a", "/b"], "rounds": 2, "below": 2}
    first = [("/a", 0.0, 10.0), ("/b", 1.0, 11.0)]
    assert found(kitchen(*first, ("/a", 20.0, 30.0), ("/b", 21.0, 31.0)), **rule) is None
    in_line = found(kitchen(*first, ("/a", 20.0, 30.0), ("/b", 30.0, 40.0)), **rule)
    assert in_line == {"peak": 1, "rounds": 2, "together": 2}
    assert found(kitchen(*first), **rule) == {"peak": 0, "rounds": 2, "together": 2}


def test_what_a_path_should_not_hold_is_found_under_its_prefix_alone() -> None:
    rule: dict[str, Any] = {"rule": "path-holds", "prefix": "/guardar/", "text": "coroutine"}
    assert found(kitchen(("/guardar/%3Ccoroutine%20object%3E", 0.0, 1.0)), **rule)
    assert found(kitchen(("/otro/coroutine", 0.0, 1.0), ("/guardar/12", 0.0, 1.0)), **rule) is None


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import asyncio", True),
        ("    import asyncio as a", True),
        ("import os, asyncio", True),
        ("import os as o , asyncio", True),
        ("from asyncio import run", True),
        ("from asyncio.events import get_event_loop", True),
        ("import asyncio.events", True),
        ("import asyncioish", False),
        ("import my.asyncio_like", False),
        ("# import asyncio", False),
        ("text = 'asyncio'", False),
        ("from mine import asyncio_run", False),
    ],
)
def test_an_import_is_seen_in_the_text_alone(source: str, imported: bool) -> None:
    evidence = Evidence(source=f"import os\n{source}\n")
    assert bool(found(evidence, rule="imports", modules=["trio", "asyncio"])) is imported


def test_what_was_given_must_stand_as_it_was_wherever_it_stands() -> None:
    given = "async def a():\n    return 1\n\n\nasync def b():\n    return 2\n"
    rule: dict[str, Any] = {"rule": "given-changed", "given": given}
    assert found(Evidence(source=f"import os\n\n{given}\nprint(1)\n"), **rule) is None
    assert (
        found(Evidence(source="async def b():   \n    return 2\n# between\nasync def a():\n    return 1"), **rule)
        is None
    )
    assert found(Evidence(source=given.replace("2", "3")), **rule) == {"line": "async def b():"}
    assert found(Evidence(source=given.replace("async ", "", 1)), **rule) == {"line": "async def a():"}


GRADE: tuple[dict[str, Any], ...] = (
    {"rule": "error-says", "code": "task-lost", "text": "twice", "failed": True},
    {"rule": "nothing-asked", "code": "invented-answer"},
)


def job(grade: tuple[dict[str, Any], ...] = GRADE) -> Job:
    return Job(run=str(uuid.uuid4()), entrants=(Entrant("pass"),), grade=grade)


def test_an_error_may_be_told_by_a_code_of_its_own() -> None:
    ended = Evidence(exit=Exit("exited", 1), stderr="RuntimeError: not twice\n")
    assert judge(job(), ended).code == "task-lost"
    assert judge(job(), replace(ended, stderr="KeyError: 'uid'\n")).code == "program-error"
    assert judge(job(), replace(ended, stderr="SyntaxError: twice\n")).code == "syntax-error"
    assert judge(job(), replace(ended, exit=Exit("limit", None, 9, "wall"))).code == "never-ends"


def test_words_of_a_program_that_ended_well_change_nothing() -> None:
    """Rules asked only of what went well come afterwards, and find that nobody asked the kitchen."""
    assert judge(job(), replace(kitchen(), stderr="RuntimeError: not twice\n")).code == "invented-answer"
    assert judge(job(), replace(kitchen(("/a", 0.0, 1.0)), stderr="RuntimeError: not twice\n")).code == "passed"


def test_a_program_that_failed_can_be_told_nothing_that_passes() -> None:
    with pytest.raises(InvalidJob):
        check_grade(({**GRADE[0], "code": "passed"},))
