"""Connections to the message server, for the web process and the platform workers."""

import logging
from functools import cache
from typing import Any

from celery import Celery
from django.conf import settings
from django.dispatch import Signal
from kombu.exceptions import OperationalError
from redis import Redis, asyncio
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, OutOfMemoryError, TimeoutError
from redis.retry import Retry

log = logging.getLogger(__name__)

AWAY = (ConnectionError, TimeoutError, OutOfMemoryError, OperationalError, OSError)
"""What a message server that is away looks like; each caller decides what that means to it."""


@cache
def client() -> Any:
    """For synchronous code. A dropped connection is tried once more; nobody waits longer than two seconds."""
    return Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=2, retry=Retry(NoBackoff(), 1))


def listener() -> Any:
    """For the event loop. One made for each loop, closed by whoever made it."""
    return asyncio.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=5)


def send_task(app: Celery, name: str, args: list[Any], queue: str, task_id: str) -> None:
    """Raises one of AWAY when the broker does not answer at once."""
    app.send_task(
        name,
        args=args,
        queue=queue,
        task_id=task_id,
        argsrepr="(...)",  # nobody reads how a job would look in a log, and writing it is a tenth of a launch
        kwargsrepr="{}",
        retry=True,
        retry_policy={"max_retries": 2, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2},
    )


def announce(signal: Signal, sender: Any, **named: Any) -> None:
    """Send a signal whose receivers may fail without harm to the sender."""
    for receiver, answer in signal.send_robust(sender, **named):
        if isinstance(answer, Exception):
            log.error("%r failed", receiver, exc_info=answer)
