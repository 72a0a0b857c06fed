"""Free cores, for runs judged on parallel speed-up: a core given to two of them would tell a lie about both.

A job that finds no free core is parked in Redis, and its thread goes back to the other jobs; whoever gives a core back
takes the next parked job first. So a class that exercises its processors holds up nobody else.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable
from typing import Any

from redis.exceptions import RedisError

from sandbox import keys

log = logging.getLogger(__name__)


def spare() -> int:
    """How many such runs at once: all cores but one, which serves the rest of the machine."""
    return max(1, len(os.sched_getaffinity(0)) - 1)


class Cores:
    """The cores of one worker process."""

    def __init__(self, client: Any, free: int | None = None) -> None:
        self._client = client
        self._free = threading.Semaphore(spare() if free is None else free)

    def each(self, job: Any, execute: Callable[[Any], None]) -> None:
        """Execute the job now, or park it; then execute parked jobs while there are any and a core is free."""
        if not self._free.acquire(blocking=False):
            self._client.rpush(keys.PARKED, json.dumps(job))
            # A core given back between the look and the push has seen an empty list: look again.
            if not self._free.acquire(blocking=False):
                return
            job = self._next()
        while True:
            try:
                while job is not None:
                    execute(job)
                    job = self._next()
            finally:
                self._free.release()
            # A job parked between the last look and the release has found no free core: look again.
            if not self._waiting() or not self._free.acquire(blocking=False):
                return
            job = self._next()

    def orphans(self) -> list[Any]:
        """Take back what a worker that died left parked; for the boot of a worker, which sends it again."""
        found = []
        while (job := self._next()) is not None:
            found.append(job)
        return found

    def _next(self) -> Any:
        try:
            parked = self._client.lpop(keys.PARKED)
        except RedisError:
            log.warning("the parked jobs are out of reach")
            return None
        return None if parked is None else json.loads(parked)

    def _waiting(self) -> bool:
        try:
            return bool(self._client.llen(keys.PARKED))
        except RedisError:
            return False
