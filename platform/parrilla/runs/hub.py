"""The events of runs, from Redis to whoever watches: one subscription connection for the whole web process.

A watcher gets the run from the stream first and from the subscription after that, each event once and in order.
Whenever its place is in doubt (it has just come, the server was away, it read too slowly) it reads the stream from the
last event it has, at its own pace; nothing is kept for it meanwhile but a bounded queue.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final
from weakref import WeakKeyDictionary

from parrilla.runs import wire
from parrilla.runs.cancelling import cancelled, heed_cancellation
from parrilla.runs.transcript import Invalid, read_frame, write_frame
from sandbox import keys
from sandbox.events import Event
from sandbox.outlet import entry

log = logging.getLogger(__name__)

QUEUE_FRAMES: Final = 64
"""Frames of at most 64 KB that may wait for one watcher; more, and it reads from the stream instead."""

PAGE_FRAMES: Final = 32
RETRY_SECONDS: Final = (0.05, 1.0)
PACE_MOVES: Final = 20
PACE_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Frame:
    """New events for this watcher, and the same as JSON text."""

    events: list[Event]
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Runs ahead in the queue, and about how long that takes where it is known."""

    ahead: int
    wait_s: float | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """The database has the whole run; or it may have: the server was away, so look."""


Message = Frame | Place | Recorded


class Watcher:
    """One reader of one run. Iterate it."""

    def __init__(self, hub: "Hub", run: str, after: int) -> None:
        self.run = run
        self.last = after
        self.early = False
        """Its subscription went out before the run existed, so it misses nothing."""
        self._hub = hub
        self._queue: deque[Message] = deque()
        self._behind = True
        self._awake = asyncio.Event()
        self._awake.set()

    def come_early(self) -> None:
        """The run has not been queued yet: its stream holds nothing to be read."""
        self.early, self._behind = True, False

    def push(self, message: Message) -> None:
        """From the hub; never waits. What does not fit is left in the stream."""
        if len(self._queue) >= QUEUE_FRAMES:
            self._queue = deque(kept for kept in self._queue if isinstance(kept, Recorded))
            self._behind = True
        self._queue.append(message)
        self._awake.set()

    def fall_behind(self) -> None:
        """Its place is in doubt: it must read the stream."""
        self._behind = True
        self._awake.set()

    async def __aiter__(self) -> AsyncIterator[Message]:
        while True:
            await self._awake.wait()
            self._awake.clear()
            if self._behind:
                self._behind = False
                async for frame in self._read():
                    yield frame
            while self._queue and not self._behind:
                message = self._queue.popleft()
                fresh = self._fresh(message) if isinstance(message, Frame) else message
                if fresh is not None:
                    yield fresh
            if self._behind or self._queue:
                self._awake.set()

    async def _read(self) -> AsyncIterator[Frame]:
        try:
            async for events in self._hub.read(self.run, self.last):
                fresh = self._fresh(Frame(events, ""))
                if fresh is not None:
                    yield fresh
        except wire.AWAY as error:
            # The subscription may be back already, on a connection of its own, and have nothing more to say.
            log.warning("run %s: the stream is out of reach: %s", self.run, error)
            asyncio.get_running_loop().call_later(RETRY_SECONDS[1], self.fall_behind)
        except Invalid as error:
            log.error("run %s: unsound stream: %s", self.run, error)

    def _fresh(self, frame: Frame) -> Frame | None:
        """What this watcher has not had yet. A gap sends it to the stream."""
        events = frame.events
        if events[-1]["seq"] <= self.last:
            return None
        if events[0]["seq"] > self.last + 1:
            self._behind = True
            return None
        whole = events[0]["seq"] == self.last + 1
        fresh = events if whole else [event for event in events if event["seq"] > self.last]
        self.last = fresh[-1]["seq"]
        return Frame(fresh, frame.text if whole and frame.text else write_frame(fresh))


class Hub:
    """All watchers of one web process."""

    def __init__(self) -> None:
        self._client = wire.listener()
        self._watchers: dict[str, set[Watcher]] = {}
        self._channel: Any = None
        self._sending = asyncio.Lock()
        self._pump: asyncio.Task[None] | None = None
        self._moved: asyncio.Task[None] | None = None
        self._moves: deque[float] = deque(maxlen=PACE_MOVES)

    @asynccontextmanager
    async def watch(self, run: str, after: int, *, unborn: bool = False) -> AsyncIterator[Watcher]:
        """Watch a run from the event behind `after` on; -1: from its beginning. `unborn`: it will be queued inside."""
        watcher = Watcher(self, run, after)
        watchers = self._watchers.setdefault(run, set())
        watchers.add(watcher)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._listen())
        elif len(watchers) == 1 and await self._send("subscribe", run) and unborn:
            watcher.come_early()
        try:
            yield watcher
        finally:
            watchers.discard(watcher)
            if not watchers and self._watchers.get(run) is watchers:
                del self._watchers[run]
                await self._send("unsubscribe", run)

    async def read(self, run: str, after: int) -> AsyncIterator[list[Event]]:
        """The frames of the stream behind `after`. Raises one of wire.AWAY, or Invalid."""
        while True:
            page = await self._client.xrange(keys.events(run), min=f"({entry(after)}", count=PAGE_FRAMES)
            for _entry, fields in page:
                events = read_frame(fields.get(b"f", b""))
                after = events[-1]["seq"]
                yield events
            if len(page) < PAGE_FRAMES:
                return

    async def place(self, run: str) -> Place | None:
        """None where the run does not wait, or nobody can say."""
        try:
            ahead = await self._client.zrank(keys.WAITING, run)
        except wire.AWAY:
            return None
        return None if ahead is None else Place(ahead, self._wait(ahead))

    async def close(self) -> None:
        await cancelled(self._pump)
        await cancelled(self._moved)
        await self._client.aclose()

    async def _send(self, verb: str, run: str) -> bool:
        """False where nothing was sent; then the pump subscribes to whatever is watched as soon as it can."""
        async with self._sending:
            if self._channel is None or (verb == "unsubscribe") == (run in self._watchers):
                return False
            try:
                await getattr(self._channel, verb)(keys.channel(run))
            except wire.AWAY:
                log.info("the message server is away")
                return False
            return True

    async def _listen(self) -> None:
        pause = RETRY_SECONDS[0]
        while True:
            try:
                async with self._client.pubsub() as channel:
                    async with self._sending:
                        await channel.subscribe(keys.QUEUE_CHANNEL, *map(keys.channel, self._watchers))
                        heed_cancellation()
                        self._channel = channel
                    # Whoever came while the subscription was being sent.
                    for run in list(self._watchers):
                        if keys.channel(run).encode() not in channel.channels:
                            await self._send("subscribe", run)
                    pause = RETRY_SECONDS[0]
                    async for message in channel.listen():
                        self._hear(message)
            except wire.AWAY as error:
                log.warning("the message server is away: %s", error)
            finally:
                self._channel = None
                for watcher in chain.from_iterable(self._watchers.values()):
                    watcher.early = False
            heed_cancellation()
            await asyncio.sleep(pause)
            pause = min(RETRY_SECONDS[1], pause * 2)

    def _hear(self, message: dict[str, Any]) -> None:
        channel = message["channel"].decode()
        run = channel.removeprefix("run:")
        if message["type"] == "subscribe":
            # From here on nothing is missed; what was published before is in the stream.
            for watcher in self._watchers.get(run, ()):
                if not watcher.early:
                    watcher.fall_behind()
                    watcher.push(Recorded())
        elif message["type"] != "message":
            return
        elif channel == keys.QUEUE_CHANNEL:
            self._moves.append(time.monotonic())
            if self._moved is None or self._moved.done():
                self._moved = asyncio.create_task(self._tell_places())
        elif message["data"] == keys.RECORDED.encode():
            for watcher in self._watchers.get(run, ()):
                watcher.push(Recorded())
        else:
            self._deliver(run, message["data"])

    def _deliver(self, run: str, data: bytes) -> None:
        try:
            events = read_frame(data.split(b" ", 2)[-1])
            frame = Frame(events, write_frame(events))
        except Invalid as error:
            log.error("run %s: unsound frame: %s", run, error)
            return
        for watcher in self._watchers.get(run, ()):
            watcher.push(frame)

    async def _tell_places(self) -> None:
        """One question to Redis, however many wait here and however many were taken in the meantime."""
        await asyncio.sleep(0.05)
        try:
            line = await self._client.zrange(keys.WAITING, 0, -1)
        except wire.AWAY:
            return
        for ahead, name in enumerate(line):
            for watcher in self._watchers.get(name.decode(), ()):
                watcher.push(Place(ahead, self._wait(ahead)))

    def _wait(self, ahead: int) -> float | None:
        """By the pace at which runs were taken of late."""
        moves = [moment for moment in self._moves if time.monotonic() - moment < PACE_SECONDS]
        if len(moves) < 3:
            return None
        return round((ahead + 1) * (moves[-1] - moves[0]) / (len(moves) - 1), 1)


_hubs: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of this process's loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]
