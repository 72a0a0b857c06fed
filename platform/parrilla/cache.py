"""The cache on the message server; where that is away, an empty one that keeps nothing.

What stands in it (counts of log-ins, of codes tried) limits haste and proves nothing. With it away nobody is turned
away and nobody waits: who signs in needs the database and no more. Each outage is told in the log.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import BusyLoadingError, ConnectionError, OutOfMemoryError, TimeoutError
from redis.retry import Retry

log = logging.getLogger(__name__)
Operation = TypeVar("Operation", bound=Callable[..., Any])

AWAY: Final = (ConnectionError, TimeoutError, BusyLoadingError, OutOfMemoryError, OSError)
ANSWER_SECONDS: Final = 0.5
"""A count that takes longer is worth less than the page that waits for it."""
SILENCE_SECONDS: Final = 5.0
"""One that did not answer in time is not asked again for so long: a page asks several times."""
TOLD_EVERY_SECONDS: Final = 5.0


class _Outage:
    """What this process knows of a server that does not answer."""

    silent_until = 0.0
    told = float("-inf")

    def met(self, error: Exception) -> None:
        now = time.monotonic()
        if isinstance(error, TimeoutError):
            self.silent_until = now + SILENCE_SECONDS
        if now - self.told >= TOLD_EVERY_SECONDS:
            self.told = now
            log.warning("the cache is away, so nothing is counted and no limit holds: %s", error)


_outages: dict[str, _Outage] = {}


def _or(otherwise: Callable[..., Any]) -> Callable[[Operation], Operation]:
    """Answer `otherwise`, given the same arguments, where the server is away."""

    def forgiving(operation: Operation) -> Operation:
        def asked(client: "_Client", *args: Any) -> Any:
            outage = _outages.setdefault(client.server, _Outage())
            if time.monotonic() < outage.silent_until:
                return otherwise(*args)
            try:
                return operation(client, *args)
            except AWAY as error:
                outage.met(error)
                return otherwise(*args)

        return cast(Operation, asked)

    return forgiving


def _unknown(key: str, _delta: int) -> int:
    raise ValueError(f"Key '{key}' not found.")  # what Django's backends say of a key that is not there


def _nothing(*_: Any) -> None:
    return None


class _Client(RedisCacheClient):
    def __init__(self, servers: list[str], **options: Any) -> None:
        patience = {"socket_connect_timeout": ANSWER_SECONDS, "socket_timeout": ANSWER_SECONDS}
        # Tried once more, for a connection that the server has dropped meanwhile; redis-py's own way waits for seconds.
        super().__init__(servers, **{**patience, "retry": Retry(NoBackoff(), 1), **options})
        self.server = servers[0]

    # `add` says it was the first: allauth's lock waits for that.
    add = _or(lambda *_: True)(RedisCacheClient.add)
    get = _or(lambda _key, default: default)(RedisCacheClient.get)
    set = _or(_nothing)(RedisCacheClient.set)
    touch = _or(lambda *_: False)(RedisCacheClient.touch)
    delete = _or(lambda *_: False)(RedisCacheClient.delete)
    get_many = _or(lambda _keys: {})(RedisCacheClient.get_many)
    has_key = _or(lambda _key: False)(RedisCacheClient.has_key)
    incr = _or(_unknown)(RedisCacheClient.incr)
    set_many = _or(_nothing)(RedisCacheClient.set_many)
    delete_many = _or(_nothing)(RedisCacheClient.delete_many)


class ForgivingCache(RedisCache):
    """Settings: BACKEND "parrilla.cache.ForgivingCache", LOCATION a Redis address."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
