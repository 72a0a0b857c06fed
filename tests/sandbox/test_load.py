"""The load generator's users, its heartbeat, its early end, and what it does with an app that misbehaves."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from sandbox.evidence import Evidence, Exit, gather
from sandbox.inside.services import message
from sandbox.inside.services.load import Load, Phase
from sandbox.inside.services.pace import Pace
from tests.sandbox.beside import companion, measured_beside

APP = """
import asyncio, time
from fastapi import FastAPI
app = FastAPI()
@app.get("/ping")
async def ping(): return {}
@app.get("/echo")
async def echo(word: str, ms: int = 0):
    await asyncio.sleep(ms / 1000)
    return {"word": word}
@app.get("/stuck")
async def stuck(ms: int):
    time.sleep(ms / 1000)
    return {}
@app.get("/broken")
async def broken(): 1 / 0
"""


def measured(*load: dict[str, Any]) -> Evidence:
    return measured_beside(APP, kind="app", services={"kitchen": {}}, load=load)


@contextlib.contextmanager
def peer(answer: bytes) -> Iterator[int]:
    """An app that says `answer` to every connection and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    line, _ = server.accept()
                    with line, contextlib.suppress(OSError):
                        line.recv(4096)
                        line.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def test_every_user_asks_for_something_nobody_could_foresee_and_keeps_the_answer() -> None:
    evidence = measured({"name": "crowd", "path": "/echo?word={user}-{turn}-{token}", "users": 5, "requests": 2})
    answers = evidence.phases[0].answers
    assert len(answers) == 10
    assert len({answer.token for answer in answers}) == 10
    for answer in answers:
        assert answer.status == 200
        assert answer.body == f'{{"word":"{answer.user}-{answer.turn}-{answer.token}"}}'


def test_users_may_come_one_after_another_and_the_bystander_behind_them() -> None:
    crowd = {"name": "crowd", "path": "/echo?word=a", "users": 5, "bystander": "/ping", "over_ms": 500}
    [phase] = measured(crowd).phases
    starts = [answer.start_ms for answer in sorted(phase.answers, key=lambda answer: answer.user)]
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert len(gaps) == 5
    assert starts[-1] - starts[0] > 250  # of 500: the first may come late
    assert all(gap > 0 for gap in gaps)


@pytest.mark.parametrize("over_ms", [-1, 12_000])
def test_nobody_comes_before_the_phase_or_after_its_cut(over_ms: float) -> None:
    with pytest.raises(ValueError, match="over_ms"):
        Phase.all([{"name": "crowd", "path": "/", "over_ms": over_ms}])


def test_users_of_a_phase_come_together_and_phases_one_after_another() -> None:
    evidence = measured(
        {"name": "one", "path": "/echo?word=a&ms=300", "users": 4},
        {"name": "two", "path": "/echo?word=b&ms=0"},
    )
    one, two = evidence.phases
    assert max(answer.start_ms for answer in one.answers) < min(
        answer.start_ms + answer.latency_ms for answer in one.answers
    )
    assert two.start_ms >= one.end_ms
    assert evidence.load_done


def test_a_bystander_comes_once_behind_the_crowd_and_asks_for_something_else() -> None:
    evidence = measured({"name": "crowd", "path": "/stuck?ms=150", "users": 3, "requests": 2, "bystander": "/ping"})
    answers = evidence.phases[0].answers
    assert len(answers) == 7
    (bystander,) = [answer for answer in answers if answer.user == 3]
    assert (bystander.path, bystander.status) == ("/ping", 200)
    # Three blocked the loop before its turn came.
    assert bystander.latency_ms > 300


def test_the_heartbeat_shows_a_frozen_loop_and_only_that() -> None:
    evidence = measured(
        {"name": "frozen", "path": "/stuck?ms=200", "users": 4, "ping": "/ping"},
        {"name": "free", "path": "/echo?word=a&ms=800", "users": 4, "ping": "/ping"},
    )
    frozen, free = evidence.phases
    assert frozen.ping_max_ms > 0.7 * frozen.wall_ms
    assert free.ping_max_ms < 0.5 * free.wall_ms
    assert len(free.pings) > len(frozen.pings)


def test_errors_are_answers_and_cut_the_phase_where_it_says_so() -> None:
    evidence = measured(
        {"name": "crowd", "path": "/broken", "requests": 50, "stop": {"errors": 3}}, {"name": "next", "path": "/ping"}
    )
    assert [phase.stopped for phase in evidence.phases] == ["certain"]
    assert {answer.status for answer in evidence.phases[0].answers} <= {500, 0, None}


def test_an_app_that_does_not_answer_is_cut_with_its_users_still_waiting() -> None:
    evidence = measured({"name": "crowd", "path": "/echo?word=a&ms=60000", "users": 2, "timeout_ms": 500})
    assert evidence.phases[0].stopped == "timeout"
    assert [answer.status for answer in evidence.phases[0].answers] == [None, None]
    assert evidence.phases[0].wall_ms < 30_000


LATE = """
import os, threading, time, urllib.request
from fastapi import BackgroundTasks, FastAPI
app = FastAPI()
def tell(path):
    time.sleep(0.2)
    urllib.request.urlopen(os.environ["COCINA"] + path).read()
@app.get("/late")
async def late(word: str, after: BackgroundTasks): after.add_task(tell, f"/told/{word}")
@app.get("/never")
async def never(word: str): return {}
"""


def test_what_follows_the_answers_belongs_to_the_phase() -> None:
    load = [
        {"name": "late", "path": "/late?word={token}", "users": 3, "lands": "/told/{token}"},
        {"name": "never", "path": "/never?word={token}", "users": 3, "lands": "/told/{token}"},
    ]
    evidence = measured_beside(LATE, kind="app", services={"kitchen": {"ms": 100}}, load=load)
    late, never = evidence.phases
    assert evidence.kitchen
    told = {request.path: request for request in evidence.kitchen.requests}
    assert set(told) == {f"/told/{answer.token}" for answer in late.answers}
    assert all(request.status == 200 and request.end_ms <= late.end_ms for request in told.values() if request.end_ms)
    # What never comes is not waited for: the program is idle.
    assert never.stopped == ""
    assert never.wall_ms < 5_000


def test_a_program_that_ends_before_its_load_leaves_it_undone() -> None:
    evidence = measured_beside("raise SystemExit(3)", kind="app", services={}, load=[{"name": "a", "path": "/"}])
    assert evidence.app_started is False
    assert not evidence.load_done
    assert evidence.exit.exit_code == 3


def test_nobody_listening_is_told_apart_from_a_bad_answer() -> None:
    with companion({}, [{"name": "a", "path": "/"}], app_wait_s=0.3) as it:
        assert it.until("done") == "app-does-not-start"
        assert gather(Exit(), it.report()).app_started is False


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"a" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-5\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffff\r\n" + b"a" * 300_000,
        b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 300_000,
    ],
)
def test_an_app_that_talks_no_http_is_a_broken_answer(answer: bytes) -> None:
    with peer(answer) as port, companion({}, [{"name": "a", "path": "/", "timeout_ms": 5000}], app_port=port) as it:
        assert it.until("done") == "finished"
        assert it.report()["phases"][0]["answers"][0][6] == 0


def test_a_long_body_is_kept_short() -> None:
    body = b"a" * 50_000
    with (
        peer(b"HTTP/1.1 200 OK\r\ncontent-length: 50000\r\n\r\n" + body) as port,
        companion({}, [{"name": "a", "path": "/"}], app_port=port) as it,
    ):
        it.until("done")
        row = it.report()["phases"][0]["answers"][0]
    assert row[6] == 200
    assert row[7] == "a" * 2048


async def test_chunks_are_put_together() -> None:
    reader = asyncio.StreamReader()
    reader.feed_data(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
    assert await message.response(reader, 100) == (200, b"abcde", True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "a", "path": "/", "users": 0},
        {"name": "a", "path": "/", "users": 501},
        {"name": "a", "path": "/", "users": 500, "requests": 500},
        {"name": "a", "path": "/{nobody}"},
        {"name": "a", "path": "/", "stop": {"sometimes": 1}},
        {"name": "a"},
        {"name": "a", "path": "/", "speed": 1},
        {"name": "a", "path": "/", "tries": 0},
        {"name": "a", "path": "/", "tries": 4},
    ],
)
def test_a_phase_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Phase.all([wrong])


@pytest.mark.parametrize(
    ("stopped", "statuses", "again"),
    [
        ("certain", [200, None, None], False),
        ("certain", [200, 500, None], True),
        ("timeout", [200, None, None], True),
        ("", [200, 200, 200], False),
    ],
)
async def test_a_starved_phase_is_tried_again_unless_it_was_cut_for_certain(
    stopped: str, statuses: list[int | None], again: bool
) -> None:
    phases = Phase.all([{"name": "a", "path": "/{token}", "users": 3}])
    load = Load(phases, 0, None, None, lambda *_: None, pace=Pace())
    answers = [[user, 0, "", "", 0.0, 0.0, status, ""] for user, status in enumerate(statuses)]
    record = {"start_ms": 0.0, "end_ms": 2.0, "stopped": stopped, "answers": answers}
    assert load._spoiled(phases[0], record, first=0, hurried=0, starved=1.9) is again


def test_rows_for_the_live_view_come_while_the_load_runs() -> None:
    evidence = None
    with peer(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}") as port:
        load = [{"name": "a", "path": "/{token}", "users": 3}]
        with companion({}, load, app_port=port) as it:
            it.until("done")
            evidence = it.report()
            live = [row[1] for row in it.rows if row[0] == "load"]
    told = [tuple(row[:2]) for data in live for row in data["rows"]]
    assert sorted(told) == sorted((row[0], row[3]) for row in evidence["phases"][0]["answers"])
    assert it.rows[-1][0] == "evidence"
