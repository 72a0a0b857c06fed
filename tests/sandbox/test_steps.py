"""What step mode tells is checked like a stranger's word, and a job of it like a stranger's job."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sandbox.job import Entrant, InvalidJob, Job
from sandbox.steps import is_search, is_step, read_word

TASK = {"task": 2, "name": "ana", "coro": "deposit", "line": 8, "values": [["amount", "50"]]}
WAIT = {**TASK, "wait": "lock", "on": "till", "until": None, "holder": 3}
END = {"how": "raised", "exc": "ValueError", "text": "no", "line": 3}
STEP = {
    "made": [[1, 2, 3]], "t": 0.5, "ready": [TASK, TASK], "waiting": [WAIT], "names": [[1, "Task-1"]],
    "values": [["balance", "100"]], "end": None, "refused": None,
}  # fmt: skip
FOUND = {**END, "last": "balance 130", "schedule": [0, 1]}
SEARCH = {"runs": 3, "default": {**END, "last": ""}, "found": FOUND, "cut": ""}


def test_what_is_right_passes() -> None:
    assert is_step(STEP)
    assert is_step({**STEP, "end": END, "refused": ["thread", 3]})
    assert is_search(SEARCH)
    assert is_search({**SEARCH, "default": None, "found": None, "cut": "time"})
    assert read_word(json.dumps({"step": STEP}).encode()) == ("step", STEP)


@pytest.mark.parametrize(
    "wrong",
    [
        {"made": [[2, 2, 1]]}, {"made": [[0, 2, 1]] * 501}, {"made": [[True, 2, 1]]}, {"made": None},
        {"t": -1}, {"t": float("inf")}, {"t": "0"}, {"ready": [TASK] * 65}, {"ready": [{**TASK, "more": 1}]},
        {"ready": [{**TASK, "name": "x" * 41}]}, {"ready": [{**TASK, "name": "\ud800"}]},
        {"ready": [{**TASK, "coro": "\0"}]}, {"ready": [{**TASK, "values": [["a", 1]]}]},
        {"waiting": [{**WAIT, "wait": "<b>"}]}, {"waiting": [{**WAIT, "until": float("nan")}]},
        {"waiting": [TASK]}, {"names": [["1", "a"]]}, {"values": {"a": "b"}}, {"values": [["a", "x" * 61]]},
        {"end": {}}, {"end": {**END, "line": 1.5}}, {"refused": "thread"}, {"more": 1},
    ],
)  # fmt: skip
def test_what_is_wrong_does_not(wrong: dict[str, Any]) -> None:
    assert not is_step({**STEP, **wrong})


@pytest.mark.parametrize(
    "wrong",
    [
        {"runs": 0}, {"runs": "3"}, {"cut": "bored"}, {"found": {**FOUND, "schedule": [64]}},
        {"found": {**FOUND, "schedule": [0] * 501}}, {"found": END}, {"default": {**END, "last": "x" * 201}},
    ],
)  # fmt: skip
def test_what_is_wrong_of_a_search_does_not(wrong: dict[str, Any]) -> None:
    assert not is_search({**SEARCH, **wrong})


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000, b'{"step": NaN}', b'{"trace": {}}',
     json.dumps({"step": STEP, "search": SEARCH}).encode(), b'{"step": ' + b"[" * 990 + b"]" * 990 + b"}"],
)  # fmt: skip
def test_a_line_that_is_no_word_gives_none(line: bytes) -> None:
    assert read_word(line) is None


def test_a_state_too_long_for_a_frame_loses_the_values_of_its_tasks() -> None:
    wide = {**TASK, "values": [["n" * 40, "v" * 60]] * 12}
    word = read_word(json.dumps({"step": {**STEP, "ready": [wide] * 64}}).encode())
    assert word is not None
    assert word[1]["ready"][0]["values"] == []
    assert len(word[1]["ready"]) == 64


def job(**more: Any) -> dict[str, Any]:
    made = Job(run="0" * 36, entrants=(Entrant("pass"),), trace=False, schedule=(0, 1))
    return {**json.loads(json.dumps(made.to_json())), **more}


def test_a_job_keeps_its_schedule_on_the_way() -> None:
    assert Job.from_json(job()).schedule == (0, 1)
    assert Job.from_json(job(schedule=[], then="search")).then == "search"
    assert Job.from_json(job(schedule=None)).schedule is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"schedule": [0] * 501}, {"schedule": [-1]}, {"schedule": [64]}, {"schedule": [True]}, {"schedule": "01"},
        {"then": "run"}, {"then": "search"}, {"kind": "app"}, {"grade": [{}]}, {"services": {"kitchen": {}}},
        {"rounds": 3}, {"trace": True},
    ],
)  # fmt: skip
def test_a_job_that_cannot_be_stepped_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidJob):
        Job.from_json(job(**wrong))
