"""The services of a run besides the kitchen, by their names in an exercise's `services`: database, mail, disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

from sandbox.inside.services.database import Database
from sandbox.inside.services.disk import Disk
from sandbox.inside.services.log import Log, Row
from sandbox.inside.services.mail import Mail
from sandbox.inside.services.pace import Pace
from sandbox.inside.services.server import Server

NAMES: Final = ("database", "mail", "disk")


class Beside:
    """Those of one run. `config` is the companion's; `on_row` is told a service's name and a row of its log, `on_end`
    the name of one that ended before the run did, and why."""

    def __init__(
        self,
        config: dict[str, Any],
        on_row: Callable[[str, Row], object],
        on_end: Callable[[str, str], object],
        pace: Pace | None = None,
    ) -> None:
        """Raises ValueError and KeyError for what makes no sense."""
        wanted = {name: config["services"][name] or {} for name in NAMES if name in config["services"]}
        self.config = config
        self.servers: list[asyncio.Server] = []
        self.watching: asyncio.Task[None] | None = None
        held = config.get("held", {})
        self.database = self.mail = self.disk = None
        if "database" in wanted:
            self.database = Database(
                wanted["database"],
                Server(held["server"], held["database"], **config["database_bounds"]),
                lambda row: on_row("database", row),
                lambda why: on_end("database", why),
            )
        if "mail" in wanted:
            self.mail = Mail(wanted["mail"], lambda row: on_row("mail", row), pace)
        if "disk" in wanted:
            self.disk = Disk(wanted["disk"], held["disk"], lambda row: on_row("disk", row))

    async def begin(self) -> None:
        """Serve. Raises OSError."""
        if self.disk:
            self.disk.begin()
        if self.mail:
            self.servers.append(await self.mail.listen(self.config["mail_port"]))
        if self.database:
            await self.database.server.ready()
            self.servers.append(await self.database.listen(self.config["database_port"]))
            self.watching = asyncio.create_task(self.database.watch())

    def report(self, moment: Callable[[float], float]) -> dict[str, Any]:
        """What each saw, for `sandbox.evidence.Log`."""
        logs: dict[str, Log] = {
            name: service.log
            for name, service in (("database", self.database), ("mail", self.mail), ("disk", self.disk))
            if service is not None
        }
        return {name: log.report(moment) for name, log in logs.items()}

    def end(self) -> None:
        if self.watching:
            self.watching.cancel()
        for server in self.servers:
            server.close()
        if self.database:
            self.database.end()
