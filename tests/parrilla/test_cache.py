"""A message server that is away limits nobody and holds nobody up: the doors stay open, and the log says so."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from parrilla import cache as cache_module
from parrilla.accounts.models import User
from tests.parrilla.conftest import MessageServer
from tests.parrilla.people import PASSWORD, person

pytestmark = [pytest.mark.django_db]

NEW = {"name": "Ana", "email": "ana@example.org", "password1": PASSWORD, "role": "learner"}
OWN = {"login": "ana@example.org", "password": PASSWORD}


@pytest.fixture(autouse=True)
def no_memory_of_outages() -> Iterator[None]:
    cache_module._outages.clear()
    yield
    cache_module._outages.clear()


def test_it_keeps_and_counts_while_the_server_is_there(messages: MessageServer) -> None:
    assert cache.add("n", 1, 60)
    assert not cache.add("n", 5, 60)
    assert cache.incr("n") == 2
    assert cache.get_many(["n", "other"]) == {"n": 2}
    assert cache.delete("n")


def test_away_it_is_an_empty_cache_that_keeps_nothing(messages: MessageServer) -> None:
    cache.set("n", 1)
    messages.kill()
    assert cache.get("n", "none") == "none"
    assert cache.add("n", 2)  # the first each time: a lock is had at once
    assert cache.add("n", 2)
    cache.set("n", 3)
    cache.set_many({"n": 3})
    assert cache.get_many(["n"]) == {}
    assert not cache.has_key("n")
    assert not cache.touch("n")
    assert not cache.delete("n")
    cache.delete_many(["n"])
    with pytest.raises(ValueError, match="not found"):
        cache.incr("n")


def test_it_counts_again_as_soon_as_the_server_is_back(messages: MessageServer) -> None:
    cache.set("n", 1)
    messages.kill()
    assert cache.get("n") is None
    messages.start()
    cache.set("n", 4)
    assert cache.get("n") == 4


def test_people_sign_up_in_and_out_with_a_dead_message_server(
    client: Client, messages: MessageServer, caplog: pytest.LogCaptureFixture
) -> None:
    messages.kill()
    with caplog.at_level(logging.WARNING, "parrilla.cache"):
        assert client.post("/account/signup/", NEW).status_code == 302
        assert client.post("/account/logout/").status_code == 302
        assert client.get("/account/login/").status_code == 200
        wrong = client.post("/account/login/", OWN | {"password": "another"}, headers={"accept-language": "en"})
        assert "not correct" in wrong.content.decode()
        assert client.post("/account/login/", OWN).status_code == 302
        assert client.post("/account/password/reset/", {"email": "ana@example.org"}).status_code in (200, 302)
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)
    assert "no limit holds" in caplog.text
    told = [record for record in caplog.records if record.name == "parrilla.cache"]
    assert len(told) <= 2  # each outage is told, not each question


def test_the_doors_are_limited_while_the_server_is_there(client: Client, messages: MessageServer) -> None:
    """That the test before this one proves anything: with the server there the very same door does close."""
    person("Ana")
    for _ in range(5):
        client.post("/account/login/", OWN | {"password": "another"})
    refused = client.post("/account/login/", OWN, headers={"accept-language": "en"})
    assert refused.status_code == 200
    assert "Too many failed" in refused.content.decode()


def test_a_server_that_hangs_is_waited_for_once(client: Client, messages: MessageServer) -> None:
    assert messages.process is not None
    cache.set("n", 1)
    os.kill(messages.process.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        assert cache.get("n") is None
        first = time.monotonic() - began
        began = time.monotonic()
        for _ in range(50):
            assert cache.get("n") is None
        assert time.monotonic() - began < first
    finally:
        os.kill(messages.process.pid, signal.SIGCONT)
