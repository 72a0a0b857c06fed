"""The companion: runs beside the learner's program, in the same network but out of its reach, and measures it.

One process, one event loop, only the standard library: it is forked from the preloaded zygote for every run that has
services or load. It owns the services, the load generator and the sampler, and writes what they saw as JSON lines:

    ["ready", {}]             all services serve; only now is the program let loose
    ["service", {...}]        rows for the live view, shaped as the event `service` of `sandbox.events`
    ["load", {...}]           likewise
    ["note", {...}]           something the learner must know: a service that came to its end before the program
    ["done", reason]          the program may end: finished, certain, timeout, app-does-not-start
    ["evidence", {...}]       everything, once, after `finish`; the argument of `sandbox.evidence.gather`
    ["failed", {"reason"}]    our mistake; the companion ends

It reads from the control pipe: `go <ns>` (the entrant's zero, on CLOCK_MONOTONIC), `finish`, and end of file, at which
it leaves at once. Without `go`, the zero is the moment it was ready.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import time
from typing import Any, Final

from sandbox.inside.services.beside import Beside
from sandbox.inside.services.kitchen import CONNECTIONS, Kitchen
from sandbox.inside.services.line import listening
from sandbox.inside.services.load import Load, Phase
from sandbox.inside.services.log import Row
from sandbox.inside.services.pace import Pace
from sandbox.inside.services.sampler import Sampler

EVERY_SECONDS: Final = 0.05
"""Live rows are gathered this long."""
LIVE_ROWS: Final = 4_000
"""Live rows a run may have; the evidence holds what comes after."""
UNREAD_BYTES: Final = 1024 * 1024
"""Live rows are dropped while this much waits to be read; the evidence has them all the same."""
APP_SECONDS: Final = 10.0
SPARE_DESCRIPTORS: Final = 64


def main(config: dict[str, Any], evidence_fd: int, control_fd: int) -> None:
    """Serve one run; returns after the evidence is written, or when the control pipe ends.

    `config`: services, load, kind, app_port, kitchen_port, learner_pid (0: nobody to sample), app_wait_s; for the
    other services mail_port, database_port, database_bounds {memory_mb, cpu_s}, and held {disk, database, server}:
    descriptors of the cell's slow disk and the database's folder, and the pid of its server.
    """
    asyncio.run(Companion(config, evidence_fd, control_fd).run())


class Companion:
    def __init__(self, config: dict[str, Any], evidence_fd: int, control_fd: int) -> None:
        self.config = config
        self.out = Outbox(evidence_fd)
        self.control_fd = control_fd
        self.zero = time.monotonic()
        self.finish = asyncio.Event()
        self.gone = asyncio.Event()
        self.service: dict[tuple[str, int], Row] = {}
        self.beside: Beside | None = None
        self.load_rows: dict[tuple[str, int], dict[str, list[Any]]] = {}
        self.live = 0
        self.app_started: bool | None = None
        self.load_done = False
        self.cut = False
        self.whole: Sampler | None = None
        self.control = b""

    def moment(self, seconds: float) -> float:
        """A clock's seconds as milliseconds since the entrant's zero."""
        return round((seconds - self.zero) * 1000, 3)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        os.set_blocking(self.control_fd, False)
        loop.add_reader(self.control_fd, self._hear)
        server: asyncio.Server | None = None
        try:
            sampler = Sampler(self.config["learner_pid"]) if self.config.get("learner_pid") else None
            if "sampler" in self.config["services"] and sampler:
                # One of its own: those of phases begin anew with each.
                self.whole = Sampler(self.config["learner_pid"])
            pace = Pace(sampler.tree if sampler else None)
            self.kitchen: Kitchen | None = None
            if "kitchen" in self.config["services"]:
                self.kitchen = Kitchen(self.config["services"]["kitchen"] or {}, self._on_kitchen, pace)
                self.kitchen.room = _descriptors()
                server = await self.kitchen.listen(self.config["kitchen_port"])
            self.beside = Beside(self.config, self._on_service, self._on_end, pace)
            await self.beside.begin()
            phases = Phase.all(self.config["load"])
            self.load = Load(phases, self.config["app_port"], self.kitchen, sampler, self._on_load, pace=pace)
        except (ValueError, TypeError, KeyError, OSError) as error:
            self.out.put(["failed", {"reason": f"{type(error).__name__}: {error}"[:500]}])
            await self.out.drained(self.gone)
            if self.beside:
                self.beside.end()
            return
        self.zero = time.monotonic()
        self.out.put(["ready", {}])
        tasks = [asyncio.create_task(self._tell())]
        if phases:
            tasks.append(asyncio.create_task(self._load()))
        ends = [asyncio.create_task(event.wait()) for event in (self.finish, self.gone)]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, *ends):
            task.cancel()
        await asyncio.gather(*tasks, *ends, return_exceptions=True)
        sample = await self.whole.stop() if self.whole and self.whole.count else None
        if not self.gone.is_set():
            self._flush()
            self.out.put(["evidence", {**self._report(), "sample": sample}])
            await self.out.drained(self.gone)
        if server:
            server.close()
        self.beside.end()

    async def _load(self) -> None:
        try:
            reason = "app-does-not-start"
            self.app_started = False
            if await listening(self.config["app_port"], self.config.get("app_wait_s", APP_SECONDS)):
                self.app_started = True
                reason = await self.load.run()
                self.load_done = True
            self._flush()
            self.out.put(["done", reason])
        except Exception as error:
            self.out.put(["failed", {"reason": f"{type(error).__name__}: {error}"[:500]}])
            raise

    def _hear(self) -> None:
        with contextlib.suppress(BlockingIOError):
            data = os.read(self.control_fd, 4096)
            if not data:
                asyncio.get_running_loop().remove_reader(self.control_fd)
                self.gone.set()
            self.control += data
        *lines, self.control = self.control.split(b"\n")
        for line in lines:
            word, _, rest = line.partition(b" ")
            if word == b"go":
                self.zero = int(rest) / 1e9
                if self.whole:
                    self.whole.start()
            elif word == b"finish":
                self.finish.set()

    def _on_kitchen(self, row: Row) -> None:
        self._on_service("kitchen", row)

    def _on_service(self, name: str, row: Row) -> None:
        key = name, row[0]
        if key in self.service or self.live < LIVE_ROWS:
            self.live += key not in self.service
            self.service[key] = row

    def _on_end(self, name: str, why: str) -> None:
        self.out.put(["note", {"code": f"{name}-ended", "why": why}])

    def _on_load(self, phase: str, kind: str, row: list[Any]) -> None:
        if self.live < LIVE_ROWS:
            self.live += 1
            self.load_rows.setdefault((phase, self.load.tried), {"rows": [], "ping": []})[kind].append(row)

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            self._flush()
            if self.kitchen and self.kitchen.certain and not self.cut:
                self.cut = True
                self.out.put(["done", "certain"])

    def _flush(self) -> None:
        """Write the live rows gathered so far, unless nobody reads."""
        service, self.service = self.service, {}
        load, self.load_rows = self.load_rows, {}
        if len(self.out.waiting) > UNREAD_BYTES:
            return
        named: dict[str, list[list[Any]]] = {}
        for (name, _), row in service.items():
            end = None if row[5] is None else self.moment(row[5])
            named.setdefault(name, []).append([row[0], row[3], self.moment(row[4]), end, row[6], row[7]])
        for name, rows in named.items():
            self.out.put(["service", {"name": name, "rows": rows}])
        for (phase, tried), kinds in load.items():
            users = [
                [user, path, self.moment(start), round(ms, 3), status]
                for user, path, start, ms, status in kinds["rows"]
            ]
            ping = [[self.moment(start), round(ms, 3), status] for start, ms, status in kinds["ping"]]
            self.out.put(["load", {"phase": phase, "try": tried, "rows": users, "ping": ping}])

    def _report(self) -> dict[str, Any]:
        return {
            "kitchen": self.kitchen.report(self.moment) if self.kitchen else None,
            "services": self.beside.report(self.moment) if self.beside else {},
            "app_started": self.app_started,
            "load_done": self.load_done,
            "phases": self.load.report(self.moment),
            "cores": os.cpu_count() or 1,
            "cut": self.cut,
        }


class Outbox:
    """Lines on their way into a pipe that may be read slowly; the loop never waits for it."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.waiting = bytearray()
        self.empty = asyncio.Event()
        os.set_blocking(fd, False)

    def put(self, row: list[Any]) -> None:
        line = json.dumps(row, separators=(",", ":"), ensure_ascii=False)
        self.waiting += line.encode(errors="replace") + b"\n"
        self.empty.clear()
        self._push()
        if self.waiting:
            asyncio.get_running_loop().add_writer(self.fd, self._push)

    def _push(self) -> None:
        try:
            while self.waiting:
                del self.waiting[: os.write(self.fd, self.waiting[:65536])]
        except BlockingIOError:
            return
        except OSError:
            self.waiting.clear()
        asyncio.get_running_loop().remove_writer(self.fd)
        self.empty.set()

    async def drained(self, gone: asyncio.Event) -> None:
        """Wait until all is written, or nobody is left to read it."""
        waits = [asyncio.create_task(event.wait()) for event in (self.empty, gone)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()


def _descriptors() -> int:
    """How many clients the kitchen may hold at once: as many as this process may have open files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        soft = hard
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # The load generator's users need theirs too.
    return max(16, min(CONNECTIONS, soft - SPARE_DESCRIPTORS - 500))
