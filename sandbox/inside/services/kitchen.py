"""The kitchen: an HTTP API that takes its time, and the only clock a verdict trusts.

It answers any path after a while with JSON that carries a seal made of the path and a secret of this run, so that an
invented answer shows, and keeps a log of who asked what, when, and how many at once. It speaks HTTP/1.1 with keep-alive
on the loopback that it shares with the learner's program, and takes every byte that arrives for hostile: connections,
heads, bodies, waits and the log are all bounded, and nothing a client does can stop it.

Its configuration, the `kitchen` of an exercise's `services`:

`latency`  {path prefix: ms}; the longest prefix that fits wins, and the client cannot change it
`ms`       latency of all other paths where the client does not ask for one with `?ms=`; 0 unless told
`lull`     ms; an answer that is due waits on until all users of the phase are being served, or until the program has
           been idle for this long since the last request arrived: it waits for answers, and sends no more without. On
           a busy machine a program may need seconds to send its fifty requests, and would seem to have fewer in flight
           than it can; one that can only have few gains nothing. No answer is held for longer than `hold`
`hold`     ms since the request arrived; LONGEST_HOLD unless told
`expected` how many requests at once end a lull of a script, which has no users to be counted
`jitter`   [least, most] ms added to each answer, at random
`random`   {field: [least, most]}; whole numbers drawn once a run and carried by every answer
`fail`     {path prefix: [status, ms]}; these answer with an error after that wait
`cap`      more requests than this in flight at once get 503 at once
`rate`     more requests than this within a second get 429 at once
`orders`   {cook: ms}; it takes orders, shows their numbers and hands them over: see `sandbox.inside.services.orders`
`stop`     {finished: n, peak: m}; a script is ended, as certain, once n requests were answered with 200 while never
           more than m were open at once: nothing that comes later can undo that
"""

from __future__ import annotations

import asyncio
import hashlib
import http
import json
import math
import os
import random
import socket
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from sandbox.inside.services import message
from sandbox.inside.services.guest import Guest
from sandbox.inside.services.log import PATH_CHARS, Log, Row
from sandbox.inside.services.lull import Lull
from sandbox.inside.services.orders import Orders
from sandbox.inside.services.pace import LOOK_SECONDS, Pace

CONNECTIONS: Final = 1_024
LONGEST_MS: Final = 60_000.0
LONGEST_HOLD: Final = 4.0
"""Seconds since the request arrived. httpx gives up after 5 unless told."""
HEAD_SECONDS: Final = 10.0
"""A head or body that has begun must be complete within this."""
BUFFER_BYTES: Final = message.HEAD_BYTES + message.BODY_BYTES
"""A connection is read no further while this much of it waits."""
BUFFERED_BYTES: Final = 8 * 1024 * 1024
"""What all connections together may have waiting; the one that goes over is cut."""

REASONS: Final = {status.value: status.phrase for status in http.HTTPStatus}

KNOWN: Final = frozenset(
    {"latency", "ms", "lull", "hold", "expected", "jitter", "random", "fail", "cap", "rate", "orders", "stop"}
)


class Kitchen:
    """One run's kitchen. `on_row` is called with each row when its request arrives and again when it ends."""

    def __init__(self, config: dict[str, Any], on_row: Callable[[Row], object] = id, pace: Pace | None = None) -> None:
        self.latency = {str(prefix): _ms(ms) for prefix, ms in config.get("latency", {}).items()}
        self.ms = _ms(config.get("ms", 0))
        self.pace = pace or Pace()
        hold = _ms(config.get("hold", LONGEST_HOLD * 1000)) / 1000
        self.lull = Lull(self.pace, _ms(config.get("lull", 0)) / 1000, hold)
        self.jitter = tuple(_ms(ms) for ms in config.get("jitter", (0, 0)))
        self.fail = {str(prefix): (int(status), _ms(ms)) for prefix, (status, ms) in config.get("fail", {}).items()}
        self.cap = int(config.get("cap", 0))
        self.rate = int(config.get("rate", 0))
        if unknown := config.keys() - KNOWN:
            raise ValueError(f"the kitchen knows no {sorted(unknown)}")
        self.stop = {str(what): int(number) for what, number in config.get("stop", {}).items()}
        if self.stop and self.stop.keys() != {"finished", "peak"}:
            raise ValueError("stop wants finished and peak")
        self.dice = random.Random(os.urandom(16))  # noqa: S311 - drawn per run, no secret
        self.log = Log(on_row)
        self.log.extra = {name: self.dice.randint(*bounds) for name, bounds in config.get("random", {}).items()}
        self.nonce = os.urandom(8).hex()
        self.orders = Orders(_ms(config["orders"]["cook"]), self.pace) if "orders" in config else None
        self.finished = self.buffered = 0
        self.expected = int(config.get("expected", 0))
        """So many requests at once end a lull: users that are being simulated."""
        self.room = CONNECTIONS
        self.open: set[Connection] = set()
        self.recent: deque[float] = deque(maxlen=max(1, self.rate + 1))

    def seal(self, path: str) -> str:
        return hashlib.sha256((self.nonce + path).encode()).hexdigest()[:10]

    async def listen(self, port: int) -> asyncio.Server:
        """Serve on the loopback. Raises OSError where the port is taken."""
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: Connection(self), "127.0.0.1", port, backlog=CONNECTIONS)

    def arrive(self, connection: int, method: str, path: str) -> Row:
        row = self.log.arrive(connection, method, path)
        self.lull.heard()
        if 0 < self.expected <= self.log.in_flight:
            self.lull.released = self.log.count
        return row

    def may_answer(self, row: Row) -> bool:
        """Whether an answer that is due may go out: its order is ready, and the lull is over."""
        if self.orders and self.orders.cooking(row[3]):
            return False
        return self.lull.over(row, self.log.count)

    def leave(self, row: Row, status: int) -> None:
        self.finished += status == http.HTTPStatus.OK
        self.log.leave(row, status)

    @property
    def certain(self) -> bool:
        """Whether nothing that comes later can undo what the exercise ends a program for."""
        if not self.stop or self.lull.hurried:
            return False
        return self.finished >= self.stop["finished"] and self.log.peak <= self.stop["peak"]

    def order(self, path: str, query: str, now: float) -> tuple[float, int, dict[str, Any]]:
        """What a request gets: after how many seconds, which status, which body. Raises BadMessage for a bad `?ms=`."""
        if self.cap and self.log.in_flight > self.cap:
            return 0.0, 503, {"error": "demasiadas a la vez"}
        if self.rate:
            self.recent.append(now)
            if len(self.recent) > self.rate and now - self.recent[0] < 1.0:
                return 0.0, 429, {"error": "demasiadas por segundo"}
        if prefix := _longest(self.fail, path):
            status, ms = self.fail[prefix]
            return ms / 1000, status, {"error": path}
        status, told = (self.orders.answer(path, query) if self.orders else None) or (200, {})
        if status >= http.HTTPStatus.BAD_REQUEST:
            return 0.0, status, told
        prefix = _longest(self.latency, path)
        ms = self.latency[prefix] if prefix else _asked_ms(query, self.ms)
        if any(self.jitter):
            ms += self.dice.uniform(*self.jitter)
        return ms / 1000, status, {"ruta": path, "sello": self.seal(path), **self.log.extra, **told}

    def report(self, moment: Callable[[float], float]) -> dict[str, Any]:
        """All of it for `sandbox.evidence.Kitchen`; `moment` turns a clock's seconds into the run's milliseconds."""
        orders = self.orders.report(moment) if self.orders else []
        return {"nonce": self.nonce, **self.log.report(moment), "orders": orders}


class Connection(Guest):
    """One client. Answers its requests in order, one after another, as HTTP/1.1 asks."""

    def __init__(self, kitchen: Kitchen) -> None:
        super().__init__(kitchen.log, kitchen.open, kitchen.room)
        self.kitchen = kitchen

    def welcome(self) -> None:
        self.kitchen.lull.heard()
        self.transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        self.kitchen.buffered += len(data)
        if self.kitchen.buffered > BUFFERED_BYTES:
            self.transport.abort()
            return
        if len(self.buffer) > BUFFER_BYTES:
            # More than one request can weigh: a flood of pipelined requests waits in the kernel, at the sender's cost.
            self.transport.pause_reading()
        if self.row is None:
            self.next()

    def next(self) -> None:
        try:
            while self.row is None and not self.clogged and self.buffer and not self.transport.is_closing():
                if not self._begin():
                    if self.deadline is None:
                        self.deadline = self.loop.call_later(HEAD_SECONDS, self.transport.abort)
                    return
        except message.BadMessage as bad:
            self._write(bad.status, {"error": str(bad)}, last=True)

    def _begin(self) -> bool:
        """Take one request out of the buffer and start its wait. False where it is not complete."""
        end = self.buffer.find(b"\r\n\r\n", 0, message.HEAD_BYTES)
        if end < 0:
            if len(self.buffer) >= message.HEAD_BYTES:
                raise message.BadMessage(431, "head too large")
            return False
        head = message.head(bytes(self.buffer[:end]))
        method, target, version = head.first
        if not version.startswith("HTTP/1."):
            raise message.BadMessage(400, "not HTTP/1.1")
        whole = end + 4 + head.length
        if len(self.buffer) < whole:
            return False
        del self.buffer[:whole]
        self.kitchen.buffered -= whole
        self.transport.resume_reading()
        if self.deadline:
            self.deadline.cancel()
            self.deadline = None
        path, _, query = target.partition("?")
        self.row = self.kitchen.arrive(self.id, method, path)
        try:
            seconds, status, body = self.kitchen.order(path[:PATH_CHARS], query, self.row[4])
        except message.BadMessage as bad:
            seconds, status, body = 0.0, bad.status, {"error": str(bad)}
        self.timer = self.loop.call_later(seconds, self._serve, status, body, head.last)
        return True

    def _serve(self, status: int, body: dict[str, Any], last: bool) -> None:
        assert self.row is not None
        if status == http.HTTPStatus.OK and not self.kitchen.may_answer(self.row):
            self.timer = self.loop.call_later(LOOK_SECONDS, self._serve, status, body, last)
            return
        row, self.row, self.timer = self.row, None, None
        self.kitchen.leave(row, status)
        self._write(status, body, last=last)
        self.next()

    def _write(self, status: int, body: dict[str, Any], *, last: bool) -> None:
        text = json.dumps(body).encode()
        reason = REASONS.get(status, "Status")
        ending = "connection: close\r\n" if last else ""
        top = f"HTTP/1.1 {status} {reason}\r\ncontent-type: application/json\r\ncontent-length: {len(text)}\r\n"
        self.transport.write((top + ending + "\r\n").encode() + text)
        if last:
            self.transport.close()
            # A peer that never reads would keep a closing transport for ever.
            self.deadline = self.deadline or self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def connection_lost(self, error: Exception | None) -> None:
        self.kitchen.buffered -= len(self.buffer)
        super().connection_lost(error)


def _ms(value: Any) -> float:
    ms = float(value)
    if not math.isfinite(ms) or ms < 0:
        raise ValueError(f"{value!r} is no wait")
    return min(ms, LONGEST_MS)


def _asked_ms(query: str, default: float) -> float:
    asked = message.fields(query).get("ms", [])
    try:
        return _ms(asked[-1]) if asked else default
    except ValueError as error:
        raise message.BadMessage(400, "ms must be a number of milliseconds, 0 or more") from error


def _longest(prefixes: dict[str, Any], path: str) -> str:
    return max((prefix for prefix in prefixes if path.startswith(prefix)), key=len, default="")
