"""Kill anything in the middle of a run: it is finished once, or the learner hears within seconds that it is lost."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
from websockets.exceptions import ConnectionClosed

from tests.parrilla.conftest import until
from tests.running_platform import Platform, running_platform
from tests.visitor import Visitor

pytestmark = [pytest.mark.jail, pytest.mark.recovery]

TICKS = 40
TICKING = f"import time\nfor i in range({TICKS}):\n    print('tick', i, flush=True)\n    time.sleep(0.1)\n"
SECONDS = 60


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with running_platform(PARRILLA_SLOTS="4") as platform:
        yield platform


def parts_of(platform: Platform, *words: str) -> list[int]:
    """The platform's processes whose command line holds all the words."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,args="], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    rows = [(int(pid), int(ppid), args) for pid, ppid, args in (line.split(None, 2) for line in listed)]
    family = {platform.pid}
    for _generation in range(8):
        family |= {pid for pid, ppid, _args in rows if ppid in family}
    return [pid for pid, _ppid, args in rows if pid in family and all(word in args for word in words)]


def kill(platform: Platform, *words: str) -> int:
    [victim] = parts_of(platform, *words)
    os.kill(victim, signal.SIGKILL)
    return victim


def rows(platform: Platform, run: str) -> list[Any]:
    """What the database holds of a run."""
    with closing(sqlite3.connect(platform.state / "parrilla.sqlite3", timeout=10)) as database:
        query = "SELECT state, outcome, entrants, attempts FROM runs_run WHERE id = ?"
        return database.execute(query, [run.replace("-", "")]).fetchall()


class Follower:
    """A browser that comes back by itself, with the last event it has, until it has heard the end."""

    def __init__(self, visitor: Visitor, run: str) -> None:
        self.visitor = visitor
        self.run = run
        self.events: list[dict[str, Any]] = []
        self.state: dict[str, Any] = {}
        self.connections = 0

    def follow(self, until_true: Callable[[], bool], seconds: float = SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while not until_true():
            assert time.monotonic() < deadline, (self.events[-2:], self.state)
            try:
                self._once(until_true, deadline)
            except (ConnectionClosed, OSError, TimeoutError, EOFError):
                time.sleep(0.1)

    def to_the_end(self) -> None:
        self.follow(lambda: self.state.get("state") == "ended")

    def ticks(self) -> list[int]:
        text = "".join(event["data"]["text"] for event in self.events if event["type"] == "output")
        return [int(line.split()[1]) for line in text.splitlines()]

    def _once(self, until_true: Callable[[], bool], deadline: float) -> None:
        self.connections += 1
        last = self.events[-1]["seq"] if self.events else -1
        with self.visitor.socket(close_timeout=1) as socket:
            socket.send(json.dumps({"type": "watch", "run": self.run, "after": last}))
            while not until_true():
                message = json.loads(socket.recv(timeout=max(0.1, deadline - time.monotonic())))
                if message["type"] == "frame":
                    self.events += message["events"]
                elif message["type"] == "state":
                    self.state = message["run"]


def begin(platform: Platform) -> tuple[Follower, str]:
    """A run that has printed its first lines."""
    visitor = Visitor(platform.url)
    answer = until(lambda: _launched(visitor), "a run is taken", SECONDS)
    follower = Follower(visitor, answer)
    follower.follow(lambda: any(event["type"] == "output" for event in follower.events))
    return follower, answer


def _launched(visitor: Visitor) -> str | None:
    answer = visitor.launch(TICKING, context="home", purpose="race")
    return str(answer.json()["id"]) if answer.status_code == 201 else None


def assert_each_event_once(follower: Follower) -> None:
    assert [event["seq"] for event in follower.events] == list(range(len(follower.events)))
    assert [event["type"] for event in follower.events].count("ended") == 1


def assert_finished_once(platform: Platform, follower: Follower, run: str) -> None:
    assert_each_event_once(follower)
    assert follower.ticks() == list(range(TICKS))
    [(state, outcome, entrants, attempts)] = rows(platform, run)
    assert (state, outcome, attempts) == ("ended", "finished", 1)
    assert json.loads(entrants)[0]["source"] == TICKING
    stored = follower.visitor.session.get(f"{platform.url}/runs/{run}/events", timeout=10).json()
    assert stored == follower.events


def assert_lost_with_its_program_kept(platform: Platform, follower: Follower, run: str) -> None:
    [(state, outcome, entrants, _attempts)] = rows(platform, run)
    assert (state, outcome) == ("ended", "lost")
    assert json.loads(entrants)[0]["source"] == TICKING
    page = follower.visitor.session.get(f"{platform.url}/runs/{run}/", timeout=10)
    assert "tick" in page.text


def assert_the_next_run_works(platform: Platform) -> None:
    follower, run = begin(platform)
    follower.to_the_end()
    assert_finished_once(platform, follower, run)


def test_fifty_clicks_at_once_start_one_run(platform: Platform) -> None:
    visitor = Visitor(platform.url)
    first = visitor.launch("print(1)\n", context="home", purpose="race").json()["id"]
    Follower(visitor, first).to_the_end()
    bell = threading.Barrier(50)

    def click(_n: int) -> int:
        browser = Visitor.__new__(Visitor)
        browser.url, browser.session = visitor.url, requests.Session()
        browser.session.cookies.update(visitor.session.cookies)
        bell.wait()
        return browser.launch(TICKING, context="home", purpose="race").status_code

    with ThreadPoolExecutor(50) as threads:
        answers = Counter(threads.map(click, range(50)))
    assert answers == {201: 1, 409: 49}


def test_stop_ends_a_running_program(platform: Platform) -> None:
    follower, run = begin(platform)
    assert follower.visitor.post(f"/runs/{run}/stop", {}).status_code == 204
    follower.to_the_end()
    assert_each_event_once(follower)
    assert follower.ticks() == list(range(len(follower.ticks())))
    assert len(follower.ticks()) < TICKS
    assert rows(platform, run)[0][:2] == ("ended", "stopped")


def test_the_web_process_dies(platform: Platform) -> None:
    follower, run = begin(platform)
    kill(platform, "daphne")
    follower.to_the_end()
    assert follower.connections > 1
    assert_finished_once(platform, follower, run)


def test_the_platform_worker_dies(platform: Platform) -> None:
    follower, run = begin(platform)
    workers = parts_of(platform, "parrilla.celery")
    os.kill(min(workers), signal.SIGKILL)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), "its clock has died with it")
    follower.to_the_end()
    assert_finished_once(platform, follower, run)


def test_the_clock_of_the_platform_worker_dies(platform: Platform) -> None:
    """Nobody asks for the reaper any more, so its worker ends itself and is started again, clock and all."""
    worker, clock = sorted(parts_of(platform, "parrilla.celery"))
    os.kill(clock, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{worker}").exists(), "the worker has ended itself", SECONDS)
    until(lambda: len(set(parts_of(platform, "parrilla.celery")) - {worker, clock}) == 2, "it is back", SECONDS)
    assert_the_next_run_works(platform)


def test_the_message_server_dies(platform: Platform) -> None:
    follower, run = begin(platform)
    kill(platform, "valkey-server")
    follower.to_the_end()
    assert_finished_once(platform, follower, run)
    assert_the_next_run_works(platform)


def test_the_sandbox_worker_dies(platform: Platform) -> None:
    follower, run = begin(platform)
    inside = parts_of(platform, "sandbox.zygote")
    moment = time.monotonic()
    kill(platform, "sandbox.tasks")
    follower.to_the_end()
    assert time.monotonic() - moment < 20, "within seconds"
    assert_each_event_once(follower)
    assert_lost_with_its_program_kept(platform, follower, run)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in inside), "nothing of its jail is left")
    assert_the_next_run_works(platform)


def test_the_zygote_dies(platform: Platform) -> None:
    follower, run = begin(platform)
    zygotes = parts_of(platform, "sandbox.zygote")
    os.kill(min(zygotes), signal.SIGKILL)
    follower.to_the_end()
    assert_each_event_once(follower)
    [(state, outcome, entrants, _attempts)] = rows(platform, run)
    assert state == "ended"
    assert outcome in {"finished", "failed", "lost"}
    assert json.loads(entrants)[0]["source"] == TICKING
    assert_the_next_run_works(platform)


def test_worker_and_message_server_die_together(platform: Platform) -> None:
    follower, run = begin(platform)
    kill(platform, "valkey-server")
    kill(platform, "sandbox.tasks")
    follower.to_the_end()
    assert_lost_with_its_program_kept(platform, follower, run)
    assert_the_next_run_works(platform)


def test_a_run_that_waits_survives_the_death_of_the_message_server(platform: Platform) -> None:
    """Nobody has taken it yet: it is queued again and finishes."""
    [worker] = parts_of(platform, "sandbox.tasks")
    os.kill(worker, signal.SIGSTOP)
    try:
        visitor = Visitor(platform.url)
        run = until(lambda: _launched(visitor), "a run is taken")
        kill(platform, "valkey-server")
    finally:
        os.kill(worker, signal.SIGCONT)
    follower = Follower(visitor, run)
    follower.to_the_end()
    assert_each_event_once(follower)
    [(state, outcome, _entrants, _attempts)] = rows(platform, run)
    assert (state, outcome) == ("ended", "finished")


def test_the_browser_is_away_for_the_whole_run(platform: Platform) -> None:
    follower, run = begin(platform)
    seen = len(follower.events)
    until(lambda: rows(platform, run)[0][0] == "ended", "the run ends unwatched", SECONDS)
    follower.to_the_end()
    assert len(follower.events) > seen
    assert_finished_once(platform, follower, run)


def test_a_job_delivered_twice_runs_once(platform: Platform) -> None:
    from redis import Redis

    from sandbox import keys

    follower, run = begin(platform)
    client = Redis(unix_socket_path=str(platform.state / "valkey" / "valkey.sock"))
    from sandbox.job import Entrant, Job
    from sandbox.tasks import app

    job = Job(run, (Entrant("print('twice')\n"),)).to_json()
    with app.connection_for_write(f"redis+socket://{platform.state}/valkey/valkey.sock") as broker:
        app.send_task(keys.RUN_TASK, args=[job], queue=keys.QUEUE, connection=broker)
    until(lambda: client.llen(keys.QUEUE) == 0, "the second delivery is taken")
    follower.to_the_end()
    assert_finished_once(platform, follower, run)
