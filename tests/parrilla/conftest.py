"""A real message server, a real sandbox worker, and a cast of people whose names say what they may do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from kombu import pools

from parrilla.accounts import guests
from parrilla.accounts.models import User
from parrilla.celery import app
from parrilla.classroom.models import Class, join
from parrilla.embedded import answers, valkey_command
from parrilla.runs import limits, wire
from parrilla.runs.hub import hub
from parrilla.runs.models import Run
from parrilla.serve import SANDBOX_WORKER, sandbox_env

ROOT = Path(__file__).resolve().parents[2]


def until(condition: Callable[[], Any], what: str, seconds: float = 30) -> Any:
    """The condition's first true value; waits on it, never for luck."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.01)
    return value


class MessageServer:
    """One Valkey that a test may kill and start again, empty, at the same address."""

    def __init__(self, directory: Path) -> None:
        self.command, self.socket = valkey_command(directory)
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def broker(self) -> str:
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        self.process = subprocess.Popen(self.command)
        until(lambda: answers(self.socket), "Valkey answers")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def listeners(self, channel: str) -> int:
        return int(dict(wire.client().pubsub_numsub(channel)).get(channel.encode(), 0))


@pytest.fixture(scope="session")
def _message_server() -> Iterator[MessageServer]:
    with tempfile.TemporaryDirectory(prefix="parrilla-") as directory:  # short: it holds a unix socket
        server = MessageServer(Path(directory) / "valkey")
        yield server
        server.kill()


@pytest.fixture
def messages(_message_server: MessageServer, settings: Any) -> MessageServer:
    """The real message server, empty, and everything in this process pointed at it."""
    assert _message_server.process is not None
    if _message_server.process.poll() is not None:
        _message_server.start()
    point_at(_message_server, settings)
    wire.client().flushall()
    return _message_server


def point_at(server: MessageServer, settings: Any) -> None:
    """Everything in this process that speaks to the message server: ours, Celery's, the channel layer, the cache."""
    settings.REDIS_URL = server.url
    layer = {
        "BACKEND": "parrilla.layer.ChannelLayer",
        "CONFIG": {"hosts": [{"address": server.url, "socket_timeout": 15}]},
    }
    settings.CHANNEL_LAYERS = {"default": layer}
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": server.url}}
    wire.client.cache_clear()
    if app.conf.broker_url != server.broker:
        app.conf.broker_url = app.conf.broker_write_url = app.conf.broker_read_url = server.broker
        pools.reset()
        app._pool = None
        app.amqp._producer_pool = None


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """The real hash takes half a second on purpose; no test here is about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def unhurried_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests answer faster than people, and those who share a message server share its counts."""
    monkeypatch.setattr(limits, "ANSWERS", (1000, 1000))
    monkeypatch.setattr(limits, "ANSWERS_ADDRESS", (1000, 1000))


@pytest.fixture
def visitor() -> Client:
    """A browser without an account, which wishes English."""
    return Client(headers={"accept-language": "en"})


@dataclass
class Person:
    """Somebody with a browser."""

    user: User
    client: Client

    @property
    def cookies(self) -> str:
        return "; ".join(f"{name}={morsel.value}" for name, morsel in self.client.cookies.items())


@dataclass
class Cast:
    """The owner of a run; their teacher; one who sits in the same class; a teacher of another class; a guest."""

    owner: Person
    teacher: Person
    classmate: Person
    stranger: Person
    guest: Person
    anybody: Client


@pytest.fixture
def cast(db: None) -> Cast:
    def signed_in(name: str, role: str = User.Role.LEARNER) -> Person:
        user = User.objects.create_user(f"{name}@example.org", role=role, language="en", name=name)
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return Person(user, client)

    teacher, stranger = signed_in("teacher", User.Role.TEACHER), signed_in("stranger", User.Role.TEACHER)
    owner, classmate = signed_in("owner"), signed_in("classmate")
    Class.objects.create(name="Another class", teacher=stranger.user)
    classroom = Class.objects.create(name="A class", teacher=teacher.user)
    for learner in (owner, classmate):
        join(classroom, learner.user, learner.user.name)
    visitor = Client(headers={"accept-language": "en"})
    guest = User.objects.create_guest("en")
    session = visitor.session
    session[guests.SESSION_KEY] = guest.pk
    session.save()
    anybody = Client(headers={"accept-language": "en"})
    return Cast(owner, teacher, classmate, stranger, Person(guest, visitor), anybody)


@pytest.fixture
def run(cast: Cast, messages: MessageServer) -> Run:
    """A submission of the owner's that waits."""
    entrants = [{"name": "main", "form": "", "source": "print(1)\n"}]
    return Run.objects.create(owner=cast.owner.user, purpose="submit", context="A1", entrants=entrants, language="en")


@pytest.fixture
async def closed_hub(messages: MessageServer) -> AsyncIterator[None]:
    """The hub of this process ends with the test, whose loop it belongs to."""
    yield
    await hub().close()


@pytest.fixture
def sandbox_worker(messages: MessageServer) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker with a real jail, started as `manage.py up` starts it."""
    env = sandbox_env({**os.environ, "REDIS_URL": messages.url, "BROKER_URL": messages.broker, "PARRILLA_SLOTS": "4"})
    process = subprocess.Popen(SANDBOX_WORKER, cwd=ROOT, env=env, stderr=sys.stderr)
    yield process
    process.kill()
    process.wait()
