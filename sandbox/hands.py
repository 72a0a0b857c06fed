"""The runs in this worker's hands: taken once, leased while they last, stopped when their owner says so."""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from redis.exceptions import RedisError

from sandbox import keys
from sandbox.outlet import Fenced, Outlet

log = logging.getLogger(__name__)

BEAT_SECONDS: Final = 1.0

SOON_SECONDS: Final = 0.2
"""Telling the platform that a run has begun costs processor time here and there, in the moment its first output needs
it; a run that is over by then need not be told of twice."""

DEAF_BEATS: Final = 30
"""Beats in a row with jobs in the queue and none in hand: the consumer has not come back after the message server did.
The process ends, and whoever started it starts it again."""

TAKE: Final = """
redis.call('ZREM', KEYS[3], ARGV[2])
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[3]) then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[4])
redis.call('PUBLISH', ARGV[5], ARGV[2])
return 1
"""

HOLD: Final = """
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return -1 end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[3])
return redis.call('EXISTS', KEYS[3])
"""


@dataclass(slots=True)
class Held:
    """One run in hand."""

    run: str
    outlet: Outlet
    stop: threading.Event = field(default_factory=threading.Event)


class Hands:
    """Two threads for all runs of the process: one refreshes leases each second, one hears Stop."""

    def __init__(self, client: Any) -> None:
        self.token = f"{os.uname().nodename}:{os.getpid()}:{uuid.uuid4().hex}"
        self._client = client
        self._held: dict[str, Held] = {}
        self._lock = threading.Lock()
        self._take = client.register_script(TAKE)
        self._hold = client.register_script(HOLD)
        self._errands: queue.SimpleQueue[tuple[float, Callable[[], object]]] = queue.SimpleQueue()
        for work in (self._beat, self._hear_stops, self._run_errands):
            threading.Thread(target=work, name=work.__name__.strip("_"), daemon=True).start()

    def take(self, run: str) -> Held | None:
        """Claim a run. None when it was claimed before: a redelivered job, or one stopped while it waited."""
        taken = self._take(
            keys=[keys.claim(run), keys.lease(run), keys.WAITING],
            args=[self.token, run, keys.CLAIM_SECONDS, keys.LEASE_SECONDS, keys.QUEUE_CHANNEL],
        )
        if not taken:
            return None
        held = Held(run, Outlet(self._client, run, self.token))
        with self._lock:
            self._held[run] = held
        return held

    def release(self, held: Held) -> None:
        """The run is over. Its claim stays, so that a redelivery does nothing."""
        with self._lock:
            self._held.pop(held.run, None)

    def later(self, errand: Callable[[], object]) -> None:
        """Do this in SOON_SECONDS, away from the run's own thread, so that its first output need not wait for it."""
        self._errands.put((time.monotonic() + SOON_SECONDS, errand))

    def stop_all(self) -> None:
        """The worker is going down."""
        for held in self._all():
            held.stop.set()

    def _all(self) -> list[Held]:
        with self._lock:
            return list(self._held.values())

    def _beat(self) -> None:
        pause = threading.Event()
        deaf = 0
        while not pause.wait(BEAT_SECONDS):
            with suppress(RedisError):
                # One worker that cannot build a jail must not close the door of those that can.
                self._client.delete(keys.REFUSAL)
                deaf = deaf + 1 if not self._held and self._client.llen(keys.QUEUE) else 0
            if deaf >= DEAF_BEATS:
                log.critical("jobs wait and none is taken: this worker ends, to be started again")
                os._exit(75)
            for held in self._all():
                try:
                    self._refresh(held)
                except RedisError:
                    log.warning("run %s: its lease could not be refreshed", held.run)
                except Fenced:
                    held.stop.set()
                except Exception:  # of one run: without this thread all others would be taken for lost
                    log.exception("run %s: its frames cannot be sent", held.run)

    def _refresh(self, held: Held) -> None:
        answer = self._hold(
            keys=[keys.claim(held.run), keys.lease(held.run), keys.stop(held.run)],
            args=[self.token, keys.CLAIM_SECONDS, keys.LEASE_SECONDS],
        )
        if answer == -1:
            held.outlet.fenced = True
            raise Fenced(held.run)
        if answer:
            held.stop.set()
        held.outlet.whole()
        held.outlet.catch_up()

    def _hear_stops(self) -> None:
        pause = threading.Event()
        while True:
            try:
                with self._client.pubsub(ignore_subscribe_messages=True) as channel:
                    channel.subscribe(keys.stop_channel())
                    for message in channel.listen():
                        run = message["data"].decode(errors="replace")
                        with self._lock:
                            held = self._held.get(run)
                        if held:
                            held.stop.set()
            except RedisError:
                pause.wait(BEAT_SECONDS)

    def _run_errands(self) -> None:
        pause = threading.Event()
        while True:
            due, errand = self._errands.get()
            pause.wait(max(0.0, due - time.monotonic()))
            try:
                errand()
            except Exception:
                log.exception("an errand failed")
