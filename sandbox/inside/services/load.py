"""The load generator: simulated users of the program's web app, and a heartbeat that shows when its event loop froze.

A run's load is a list of phases, data of the exercise's file, run one after another:

`name`         of the phase, for the rules
`path`         what a user asks for, filled in with `{user}`, `{turn}`, `{token}` (drawn for each request) and the
               names of `random`
`users`        how many at once, each on a keep-alive connection of its own (1 unless told)
`bystander`    path that one more user asks for, once, right behind the others: what became of somebody who wanted
               something else; in the rows its number is that of `users`. None unless told
`over_ms`      they come one after another, evenly over so long (0: all at once)
`requests`     how many each user makes, one after another (1 unless told)
`upload`       {field, size, pieces, pause_ms}: each of them is a POST of an image of its own (see `upload`)
`random`       {name: [least, most]}: whole numbers drawn for each request
`ping`         path of the heartbeat, asked throughout the phase; none unless told
`ping_every_ms`   pause between heartbeats (15)
`settle_ms`    how long they beat, not recorded, before the users come (150)
`timeout_ms`   the phase is cut then (12000), not counting what the program waited for a core, at most LONGEST times as
               long; what had no answer has status None
`tries`        how often it is run at most where the machine had no core for it (TRIES)
`sample`       true: the process tree is sampled
`lands`        path at the kitchen, filled in likewise, that each answered request leads to, perhaps after its answer:
               the phase goes on until all of them have landed there (`landing`)
`stop`         {finished: n, peak: m, errors: k}: the phase is cut, as certain, once the kitchen has finished n of its
               requests while never more than m of them were open at once, or k answers were not 200; nothing that comes
               later can undo either

A phase that is cut ends the load. What the app answers is hostile: heads, bodies and their sum are bounded.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Self

from sandbox.inside.services.kitchen import Kitchen
from sandbox.inside.services.landing import landing
from sandbox.inside.services.line import Line
from sandbox.inside.services.pace import Pace, Patience
from sandbox.inside.services.sampler import Sampler
from sandbox.inside.services.upload import Upload

USERS: Final = 500
REQUESTS: Final = 5_000
"""Of all phases together."""
PINGS: Final = 5_000
LONGEST_PAUSE: Final = 4
"""Heartbeats that are answered late come less often: after a pause as long as they took, this many times as long as
told at most."""
KEPT_TOTAL: Final = 512 * 1024
"""Of all bodies of a run."""
LONGEST: Final = 2.5
"""Times a phase's time limit that it may last in all."""
TRIES: Final = 3
"""Times a phase is run at most, where the machine had no core for it; a phase may want fewer."""
STARVED_SHARE: Final = 0.25
"""Of a phase: whoever waited this long for a core was not measured fairly."""
LAST_PING_SECONDS: Final = 2.0
"""How long a heartbeat that is under way when the users have finished is waited for."""
OK: Final = 200

Row = list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    name: str
    path: str
    users: int = 1
    bystander: str = ""
    over_ms: float = 0
    requests: int = 1
    random: dict[str, list[int]] = field(default_factory=dict)
    upload: dict[str, Any] = field(default_factory=dict)
    ping: str = ""
    ping_every_ms: float = 15
    settle_ms: float = 150
    timeout_ms: float = 12_000
    tries: int = TRIES
    sample: bool = False
    lands: str = ""
    stop: dict[str, int] = field(default_factory=dict)

    @classmethod
    def all(cls, raw: list[dict[str, Any]]) -> list[Self]:
        """Check and build. Raises ValueError or TypeError for what the exercise's file may not say."""
        phases = [cls(**phase) for phase in raw]
        if any(not 1 <= phase.users <= USERS for phase in phases):
            raise ValueError(f"1 to {USERS} users")
        if sum(phase.users * phase.requests for phase in phases) > REQUESTS:
            raise ValueError(f"more than {REQUESTS} requests")
        if any(not 0 <= phase.over_ms < phase.timeout_ms for phase in phases):
            raise ValueError("over_ms lies within timeout_ms")
        if any(not 1 <= phase.tries <= TRIES for phase in phases):
            raise ValueError(f"1 to {TRIES} tries")
        if any(phase.stop.keys() - {"finished", "peak", "errors"} for phase in phases):
            raise ValueError("stop knows finished, peak and errors")
        for phase in phases:
            phase.target(0, 0)
            if phase.upload:
                Upload(**phase.upload)
        return phases

    @property
    def lines(self) -> int:
        """How many connections it takes."""
        return self.users + bool(self.bystander)

    def turns(self, user: int) -> int:
        return self.requests if user < self.users else 1

    def target(self, user: int, turn: int) -> tuple[str, str]:
        """A request's token and path."""
        token = secrets.token_hex(4)
        if user >= self.users:
            return token, self.bystander
        drawn = {name: random.randint(*bounds) for name, bounds in self.random.items()}  # noqa: S311
        return token, self.path.format(user=user, turn=turn, token=token, **drawn)


class Load:
    """Runs the phases against one app. `on_row(phase name, 'rows' or 'ping', row)` is called for each as it ends.

    Until `report`, all moments are seconds of the monotonic clock.
    """

    def __init__(
        self,
        phases: list[Phase],
        port: int,
        kitchen: Kitchen | None,
        sampler: Sampler | None,
        on_row: Callable[[str, str, Row], object],
        *,
        pace: Pace,
    ) -> None:
        self.phases, self.port, self.kitchen, self.sampler = phases, port, kitchen, sampler
        self.on_row, self.pace = on_row, pace
        self.records: list[dict[str, Any]] = []
        self.kept = 0
        self.tried = 0
        """Which try of the phase under way this is, from 1: a later one replaces what an earlier one told."""

    async def run(self) -> str:
        """All phases, or up to the one that is cut. Returns why it ended: 'finished', 'certain', 'timeout'."""
        for phase in self.phases:
            for self.tried in range(1, phase.tries + 1):
                stopped, starved = await self._phase(phase)
                if not starved:
                    break
            if stopped:
                return stopped
        return "finished"

    async def _phase(self, phase: Phase) -> tuple[str, bool]:
        """Why it was cut, and whether a machine without a free core spoiled it; a new try replaces its record."""
        self.records = [record for record in self.records if record["name"] != phase.name]
        record: dict[str, Any] = {"name": phase.name, "start_ms": time.monotonic(), "end_ms": None, "stopped": "finish"}
        record |= {"answers": [], "pings": [], "sample": None, "connections": 0}
        self.records.append(record)
        lines = [Line(self.port) for _ in range(phase.lines)]
        heart = Line(self.port)
        stop = asyncio.Event()
        beats: asyncio.Task[None] | None = None
        sampling = phase.sample and self.sampler is not None
        try:
            await asyncio.gather(*(line.open() for line in lines))
            if phase.ping:
                record["start_ms"] = float("inf")
                beats = asyncio.create_task(self._beat(phase, heart, record, stop))
                await asyncio.sleep(phase.settle_ms / 1000)
            if sampling and self.sampler:
                self.sampler.start()
            if self.kitchen:
                # Requests of a try that was cut may still be open.
                self.kitchen.expected = self.kitchen.log.in_flight + phase.users
            before = self.kitchen.log.connections if self.kitchen else 0
            first = len(self.kitchen.log.rows) if self.kitchen else 0
            hurried = self.kitchen.lull.hurried if self.kitchen else 0
            self.pace.look()
            starved = self.pace.starved
            record["start_ms"] = time.monotonic()
            record["stopped"] = await self._crowd(phase, lines, record, first)
            if phase.lands and self.kitchen and record["stopped"] == "":
                answered = [row for row in record["answers"] if row[6] == OK]
                wanted = {phase.lands.format(user=row[0], turn=row[1], token=row[2]) for row in answered}
                await landing(self.kitchen, self.pace, wanted)
            record["end_ms"] = time.monotonic()
            record["connections"] = self.kitchen.log.connections - before if self.kitchen else 0
            self.pace.look()
            starved = self.pace.starved - starved
            hurried = self.kitchen.lull.hurried - hurried if self.kitchen else 0
        finally:
            if sampling and self.sampler:
                record["sample"] = await self.sampler.stop()
            if beats:
                stop.set()
                if record["stopped"] == "":
                    await asyncio.wait({beats}, timeout=LAST_PING_SECONDS)
                beats.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await beats
            for line in (*lines, heart):
                line.close()
        return str(record["stopped"]), self._spoiled(phase, record, first, hurried, starved)

    def _spoiled(self, phase: Phase, record: dict[str, Any], first: int, hurried: int, starved: float) -> bool:
        """Whether to try again: the users did not all get what they came for, and it may not be the program's fault.

        By the kernel's count of waits for a core, and by the kitchen's answers that could wait no longer.
        """
        if starved < STARVED_SHARE * (record["end_ms"] - record["start_ms"]):
            return False
        if record["stopped"] == "certain" and all(row[6] in (OK, None) for row in record["answers"]):
            # The kitchen had waited for a program at rest: no core would have brought more. And a further try would
            # meet an app that is still busy with the users of this one.
            return False
        return any(row[6] != OK for row in record["answers"]) or (hurried > 0 and self._most(first) < phase.users)

    def _most(self, first: int) -> int:
        """The most requests that were open at once, from one of the kitchen's log on."""
        return max((row[7] for row in self.kitchen.log.rows[first:]), default=0) if self.kitchen else 0

    async def _crowd(self, phase: Phase, lines: list[Line], record: dict[str, Any], first: int) -> str:
        """The users' requests, all users at once or as `over_ms` tells. Returns '' or why they were cut."""
        users = [asyncio.create_task(self._user(phase, user, line, record)) for user, line in enumerate(lines)]
        seconds = phase.timeout_ms / 1000
        patience = Patience(self.pace, seconds, seconds * LONGEST)
        try:
            while True:
                _, waiting = await asyncio.wait(users, timeout=0.05)
                if not waiting:
                    for user in users:
                        user.result()
                if self._certain(phase, record, first):
                    return "certain"
                if not waiting:
                    return ""
                if patience.over:
                    return "timeout"
        finally:
            for user in users:
                user.cancel()
            await asyncio.gather(*users, return_exceptions=True)

    def _certain(self, phase: Phase, record: dict[str, Any], first: int) -> bool:
        errors = sum(row[6] not in (OK, None) for row in record["answers"])
        if errors >= phase.stop.get("errors", REQUESTS + 1):
            return True
        if "finished" not in phase.stop or self.kitchen is None or self.kitchen.lull.hurried:
            return False
        rows = self.kitchen.log.rows[first:]
        return sum(row[6] == OK for row in rows) >= phase.stop["finished"] and all(
            row[7] <= phase.stop["peak"] for row in rows
        )

    async def _user(self, phase: Phase, user: int, line: Line, record: dict[str, Any]) -> None:
        upload = Upload(**phase.upload) if phase.upload and user < phase.users else None
        if phase.over_ms:
            due = record["start_ms"] + phase.over_ms / 1000 * user / phase.users
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        for turn in range(phase.turns(user)):
            token, path = phase.target(user, turn)
            start = time.monotonic()
            row: Row = [user, turn, token, path, start, 0.0, None, ""]
            record["answers"].append(row)
            try:
                row[6], body = await (line.send(path, token, upload) if upload else line.ask(path))
                row[7] = body[: max(0, KEPT_TOTAL - self.kept)].decode(errors="replace")
                self.kept += len(row[7])
            finally:
                row[5] = (time.monotonic() - start) * 1000
                self.on_row(phase.name, "rows", [user, path, start, row[5], row[6]])

    async def _beat(self, phase: Phase, line: Line, record: dict[str, Any], stop: asyncio.Event) -> None:
        while not stop.is_set() and len(record["pings"]) < PINGS:
            start = time.monotonic()
            status: int | None = None
            try:
                status, _ = await line.ask(phase.ping)
            finally:
                # Heartbeats of the settling time are not recorded: the app's first answers are its slowest. One that
                # the crowd finds under way counts from the crowd's coming.
                if time.monotonic() >= record["start_ms"]:
                    start = max(start, record["start_ms"])
                    row = [start, (time.monotonic() - start) * 1000, status]
                    record["pings"].append(row)
                    self.on_row(phase.name, "ping", row)
            # On a busy machine heartbeats must not take the core from the crowd.
            pause = phase.ping_every_ms / 1000
            await asyncio.sleep(min(max(pause, time.monotonic() - start), LONGEST_PAUSE * pause))

    def report(self, moment: Callable[[float], float]) -> list[dict[str, Any]]:
        """The phases, for `sandbox.evidence.Phase`."""
        now = time.monotonic()
        return [
            {
                **record,
                "start_ms": moment(min(now, record["start_ms"])),
                "end_ms": moment(record["end_ms"] or now),
                "answers": [[*row[:4], moment(row[4]), *row[5:]] for row in record["answers"]],
                "pings": [[moment(row[0]), *row[1:]] for row in record["pings"]],
            }
            for record in self.records
        ]
