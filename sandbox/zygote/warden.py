"""The warden of one cell: releases the program into it, enforces its limits, ends it, reports.

It stays outside the learner's user, mount and pid namespaces, so nothing in the cell can see, stop or signal it, and
SIGSTOP of everything inside does not stop its clock. The supervisor's end of `control` closing ends the cell.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from sandbox.jail import cell, policy
from sandbox.zygote import wire
from sandbox.zygote.ending import Ending
from sandbox.zygote.escort import Escort
from sandbox.zygote.meter import Meter, only_child
from sandbox.zygote.usage import Usage


class Warden:
    def __init__(
        self,
        control: socket.socket,
        init: socket.socket,
        *,
        pid: int,
        release: socket.socket,
        meter: Meter,
        escort: Escort | None,
        born: Callable[..., Escort],
        fresh: bool,
    ) -> None:
        """`escort`: the companion, where it is there already; `born` makes one."""
        self._control = control
        self._init = init
        self._pid = pid
        self._release = release
        self._born = born
        self._usage = Usage(meter, fresh=fresh)
        self._ending = Ending()
        self._run: dict[str, Any] = {}
        self._escort = escort
        self._heard = [control, init]
        self._zero = 0.0
        self._kill_at = math.inf

    def watch(self) -> None:
        """Until the cell has ended and the supervisor knows."""
        while True:
            wake = min(self._usage.next_look, self._kill_at, self._wall_at())
            wait = max(0.0, wake - time.monotonic()) if wake < math.inf else None
            ready, _, _ = select.select(self._heard, [], [], wait)
            if self._control in ready:
                self._obey()
            if self._init in ready:
                self._close(self._reported())
                return
            if self._release in ready:
                self._welcome()
            self._measure(time.monotonic())

    # --- orders ------------------------------------------------------------------------------------------------

    def _obey(self) -> None:
        try:
            message, _ = wire.receive(self._control)
        except wire.Hungup:
            self._kill()
            os._exit(0)
        match message["order"]:
            case "run":
                self._run = message
                if message["companion"]:
                    self._start_companion(message["companion"])
                else:
                    self._expect()
            case "release":
                self._expect()
            case "end":
                self._ending.decide("exited")
                self._terminate()
            case "over":
                self._over(message["limit"])
            case "stop":
                self._ending.decide("stopped")
                self._kill()

    def _start_companion(self, config: dict[str, Any]) -> None:
        if self._escort is None:
            self._escort = self._born(database="database" in config["services"])
        self._escort.begin({**config, "learner_pid": only_child(self._pid) or 0})
        wire.send(self._control, {"companion": True}, [self._escort.evidence, self._escort.orders])
        self._escort.hand_over()

    def _expect(self) -> None:
        if not self._zero and self._release not in self._heard:
            self._heard.append(self._release)

    def _welcome(self) -> None:
        """The learner's process says that it waits: an interpreter of its own has imported by now. However long that
        took, the entrant's clock has not begun."""
        self._heard.remove(self._release)
        try:
            waits = self._release.recv(1)
        except ConnectionResetError:
            waits = b""
        if waits:
            self._let_go()
        # One that died instead has init report it: then no program was ever released.

    def _let_go(self) -> None:
        """The entrant's zero. The supervisor learns it before any output can exist."""
        run = self._run
        letter: dict[str, Any] = {
            "source": run["source"],
            "kind": run["kind"],
            "trace": run["trace"],
            "steps": run["steps"],
            "path": f"{policy.HOME}/{policy.PROGRAM}",
            "port": policy.APP_PORT,
            "limits": cell.limits(run["limits"]),
            "ends": [run["limits"]["wall_s"], run["limits"]["cpu_s"]],
        }
        self._usage.before(run["limits"], traced=run["trace"])
        self._zero = time.monotonic()
        letter["zero_ns"] = round(self._zero * 1e9)
        wire.send(self._control, {"released": self._zero})
        with contextlib.suppress(OSError), self._release:
            self._release.sendall(json.dumps(letter).encode())
        self._usage.begin(self._zero)

    # --- limits --------------------------------------------------------------------------------------------------

    def _wall_at(self) -> float:
        return self._zero + self._run["limits"]["wall_s"] if self._zero and not self._ending else math.inf

    def _measure(self, now: float) -> None:
        if now >= self._kill_at:
            self._kill()
        if now >= self._wall_at():
            self._over("wall")
        if now < self._usage.next_look:
            return
        crossed, word = self._usage.look(now)
        if crossed:
            self._over(crossed)
        if word is not None:
            wire.send(self._control, {"usage": word})

    def _over(self, limit: str) -> None:
        self._ending.decide("limit", limit)
        self._kill()

    # --- the end ---------------------------------------------------------------------------------------------------

    def _terminate(self) -> None:
        """SIGTERM to the learner's process, and a short grace."""
        learner = only_child(self._pid)
        if learner is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(learner, signal.SIGTERM)
        self._kill_at = min(self._kill_at, time.monotonic() + policy.GRACE_MS / 1000)

    def _kill(self) -> None:
        """Init dies, and with it the kernel kills everything in its world."""
        self._kill_at = math.inf
        self._usage.end()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    def _reported(self) -> dict[str, Any]:
        """Init's report on how the learner ended; empty where init was killed."""
        try:
            report, _ = wire.receive(self._init)
        except wire.Hungup:
            return {}
        return report

    def _close(self, report: dict[str, Any]) -> None:
        """Reap init, tell the supervisor, and see the companion out."""
        wall = time.monotonic() - self._zero if self._zero else 0.0
        if report:  # whoever could write is dead; taking the namespaces down can wait until the supervisor knows
            spent_s = report["cpu_s"]
            if self._zero and self._usage.left(report["threads"], report["watchers"]):
                self._ending.decide("limit", "processes")
        else:
            _, _, spent = os.wait4(self._pid, 0)
            spent_s = spent.ru_utime + spent.ru_stime
        ended = {
            **self._ending.outcome(report.get("status")),
            "wall_s": round(wall, 4),
            **self._usage.total(spent_s, report.get("maxrss_kb")),
        }
        wire.send(self._control, {"ended": ended})
        if report:
            os.waitpid(self._pid, 0)
        if self._escort is not None:
            self._escort.see_out(self._control)
