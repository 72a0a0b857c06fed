"""A run's frames on their way from the worker to Redis: in order, each once, through the death of the server.

Every frame is kept here until the run is over, so a server that comes back empty is given the whole run again. What is
kept is bounded by the caps of `sandbox.events` and of the job's limits.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from typing import Any, Final

from redis.exceptions import RedisError

from sandbox import keys
from sandbox.events import Event

log = logging.getLogger(__name__)

RETRY_SECONDS: Final = 0.25
"""How soon a server that did not answer is tried again; the run never waits for it."""

UNWATCHED_SECONDS: Final = 3600
"""A stream whose worker and reaper are both gone is forgotten after this long."""

# Appending and publishing are one step: nobody who subscribes first and reads the stream second can miss a frame.
# The claim is looked at in the same step: a worker that was taken for dead can add nothing behind its reaper's back.
APPEND: Final = """
local owner = redis.call('GET', KEYS[2])
if owner and owner ~= ARGV[1] then return -1 end
if not owner then redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[7]) end
local tail = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local at = tail[1] and tail[1][1] or '0-0'
if at == ARGV[3] then return 1 end
if at ~= ARGV[2] then return 0 end
redis.call('XADD', KEYS[1], ARGV[3], 'f', ARGV[6])
redis.call('EXPIRE', KEYS[1], ARGV[8])
redis.call('PUBLISH', KEYS[3], ARGV[4] .. ' ' .. ARGV[5] .. ' ' .. ARGV[6])
return 1
"""


class Fenced(Exception):
    """Another party holds the run by now: this worker must stop it and say nothing more."""


def entry(seq: int) -> str:
    """The stream's id of a frame whose last event is `seq`; `entry(-1)` is the empty stream."""
    return f"{seq + 1}-0"


def encode(events: list[Event]) -> str:
    """A frame. Raises ValueError for what is no JSON, or no UTF-8: a lone surrogate."""
    text = json.dumps(events, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
    text.encode()
    return text


class Appender:
    """Adds a frame behind a known one; the answers are those of APPEND."""

    def __init__(self, client: Any) -> None:
        self._script = client.register_script(APPEND)

    def __call__(self, run: str, token: str, before: int, frame: tuple[int, int, str]) -> int:
        """1: it is there. 0: the stream does not end with `before`. -1: another party holds the run."""
        first, last, text = frame
        answer: int = self._script(
            keys=[keys.events(run), keys.claim(run), keys.channel(run)],
            args=[token, entry(before), entry(last), first, last, text, keys.CLAIM_SECONDS, UNWATCHED_SECONDS],
        )
        return answer


class Outlet:
    """One run's way out. `send` is for one thread at a time; `catch_up` may be called from another."""

    def __init__(self, client: Any, run: str, token: str) -> None:
        self.run = run
        self.token = token
        self.last: Event = {"seq": -1, "t": 0.0}
        self.fenced = False
        self._append = Appender(client)
        self._client = client
        self._frames: list[tuple[int, int, str]] = []
        self._sent = 0
        self._not_before = 0.0
        self._lock = threading.Lock()

    def send(self, events: list[Event]) -> None:
        """Keep the frame and send what can be sent; a server that is away raises nothing. Raises Fenced."""
        self._frames.append((events[0]["seq"], events[-1]["seq"], encode(events)))
        self.last = events[-1]
        self.catch_up()

    def catch_up(self, *, now: bool = False) -> bool:
        """Send what the server has not got; True when it has everything. `now` tries even right after a failure."""
        with self._lock:
            if self.fenced:
                raise Fenced(self.run)
            if not now and time.monotonic() < self._not_before:
                return False
            try:
                self._push()
            except RedisError as error:
                log.warning(
                    "run %s: the message server is away (%s); its frames wait here", self.run, type(error).__name__
                )
                self._not_before = time.monotonic() + RETRY_SECONDS
                return False
            self._not_before = 0.0
            return True

    def finish(self, patience_s: float) -> bool:
        """After the terminal event: wait at most this long for the server to take everything. False: it did not."""
        deadline = time.monotonic() + patience_s
        while not self.catch_up(now=True):
            if time.monotonic() > deadline:
                return False
            time.sleep(RETRY_SECONDS)
        self._client.expire(keys.events(self.run), keys.KEEP_EVENTS)
        return True

    def whole(self) -> bool:
        """False when the server has lost the run: then everything is due again."""
        with self._lock:
            if not self._sent:
                return True
            if self._client.exists(keys.events(self.run)):
                return True
            self._sent = 0
            return False

    def _push(self) -> None:
        started_over = False
        while self._sent < len(self._frames):
            before = self._frames[self._sent - 1][1] if self._sent else -1
            answer = self._append(self.run, self.token, before, self._frames[self._sent])
            if answer == 1:
                self._sent += 1
            elif answer == -1 or started_over:
                self.fenced = True
                raise Fenced(self.run)
            else:
                # The server came back without our frames, or with some of them.
                self._client.delete(keys.events(self.run))
                self._sent = 0
                started_over = True
