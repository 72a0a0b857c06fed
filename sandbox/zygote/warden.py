"""The warden of one cell: releases the program into it, measures it, enforces its limits, ends it, reports.

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
import sys
import time
from typing import Any

from sandbox.jail import cell, kernel, policy
from sandbox.zygote import wire
from sandbox.zygote.meter import Meter, only_child

READY_S = 10.0
"""A fresh interpreter that is still importing is waited for this long; its clock has not begun."""


class Warden:
    def __init__(
        self,
        control: socket.socket,
        init: socket.socket,
        *,
        pid: int,
        release: socket.socket,
        meter: Meter,
        bpf: bytes,
        fresh: bool,
    ) -> None:
        self._fresh = fresh
        self._control = control
        self._init = init
        self._pid = pid
        self._release = release
        self._meter = meter
        self._bpf = bpf
        self._run: dict[str, Any] = {}
        self._companion: int | None = None
        self._zero = 0.0
        self._limit = ""
        self._ending = ""
        self._kill_at = math.inf
        self._peak_mb = 0.0
        self._resident_kb = 0
        self._cpu_s = 0.0
        self._cpu_before_s = 0.0
        """What building the cell took."""
        self._next_sample = math.inf
        self._next_usage = math.inf

    def watch(self) -> None:
        """Until the cell has ended and the supervisor knows."""
        report: dict[str, Any] | None = None
        while report is None:
            now = time.monotonic()
            wake = min(self._next_sample, self._kill_at, self._wall_at())
            ready, _, _ = select.select(
                [self._control, self._init], [], [], max(0.0, wake - now) if wake < math.inf else None
            )
            if self._control in ready:
                self._obey()
            if self._init in ready:
                report = self._reported()
                break
            self._measure(time.monotonic())
        self._close(report)

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
                    self._let_go()
            case "release":
                self._let_go()
            case "end":
                self._ending = self._ending or "exited"
                self._terminate()
            case "over":
                self._over(message["limit"])
            case "stop":
                self._ending = self._ending or "stopped"
                self._kill()

    def _let_go(self) -> None:
        """The entrant's zero. The supervisor learns it before any output can exist."""
        run = self._run
        letter: dict[str, Any] = {
            "source": run["source"],
            "kind": run["kind"],
            "trace": run["trace"],
            "path": f"{policy.HOME}/{policy.PROGRAM}",
            "port": policy.APP_PORT,
            "limits": cell.limits(run["limits"]),
        }
        self._release.settimeout(READY_S)
        with contextlib.suppress(OSError):  # one that died says so by ending
            self._release.recv(1)
        self._resident_kb = self._meter.resident_kb()
        before = self._meter.read()
        self._cpu_before_s = before.cpu_s
        if self._fresh:
            self._peak_mb = before.bound_mb
        self._zero = time.monotonic()
        letter["zero_ns"] = round(self._zero * 1e9)
        wire.send(self._control, {"released": self._zero})
        with contextlib.suppress(OSError), self._release:
            self._release.sendall(json.dumps(letter).encode())
        self._next_sample = self._zero + policy.SAMPLE_MS / 1000
        self._next_usage = self._zero + policy.USAGE_MS / 1000

    def _start_companion(self, config: dict[str, Any]) -> None:
        """Fork the process that runs local services and load, in this network, outside the learner's other
        namespaces."""
        config = {**config, "learner_pid": only_child(self._pid) or 0}
        evidence, evidence_in = os.pipe()
        control_out, control = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                kernel.die_with_parent(signal.SIGKILL)
                for descriptor in (
                    evidence,
                    control,
                    self._release.fileno(),
                    self._control.fileno(),
                    self._init.fileno(),
                ):
                    os.close(descriptor)
                cell.give_up_rights(self._bpf)
                from sandbox.inside import companion

                companion.main(config, evidence_in, control_out)
                os._exit(0)
            except BaseException as error:
                sys.excepthook(type(error), error, error.__traceback__)
                os._exit(1)
        self._companion = pid
        wire.send(self._control, {"companion": True}, [evidence, control])
        for descriptor in (evidence, evidence_in, control, control_out):
            os.close(descriptor)

    # --- limits --------------------------------------------------------------------------------------------------

    def _wall_at(self) -> float:
        return self._zero + self._run["limits"]["wall_s"] if self._zero and not self._ending else math.inf

    def _measure(self, now: float) -> None:
        if now >= self._kill_at:
            self._kill()
        if now >= self._wall_at():
            self._over("wall")
        if now < self._next_sample:
            return
        self._next_sample = now + policy.SAMPLE_MS / 1000
        limits = self._run["limits"]
        reading = self._meter.read()
        reading.cpu_s -= self._cpu_before_s
        self._cpu_s = max(self._cpu_s, reading.cpu_s)
        telling = now >= self._next_usage
        memory = 0.0
        if telling or reading.bound_mb > limits["memory_mb"]:
            memory = self._meter.memory_mb()
            self._peak_mb = max(self._peak_mb, memory)
        if memory > limits["memory_mb"]:
            self._over("memory")
        elif reading.cpu_s > limits["cpu_s"]:
            self._over("cpu")
        elif reading.threads > limits["processes"]:
            self._over("processes")
        if telling:
            self._next_usage = now + policy.USAGE_MS / 1000
            usage = {
                "cpu_s": round(reading.cpu_s, 2),
                "rss_mb": round(memory, 1),
                "peak_mb": round(self._peak_mb, 1),
                "processes": reading.processes,
                "threads": reading.threads,
            }
            wire.send(self._control, {"usage": usage})

    def _over(self, limit: str) -> None:
        if not self._ending:
            self._ending, self._limit = "limit", limit
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
        self._kill_at = self._next_sample = math.inf
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
        else:
            _, _, spent = os.wait4(self._pid, 0)
            spent_s = spent.ru_utime + spent.ru_stime
        self._cpu_s = max(self._cpu_s, spent_s - self._cpu_before_s, 0.0)
        # Of a fresh interpreter the kernel's peak is that of the fork it was before.
        grown_mb = 0.0 if self._fresh else (report.get("maxrss_kb", 0) - self._resident_kb) / 1024
        ended = {
            **self._outcome(report.get("status")),
            "wall_s": round(wall, 4),
            "cpu_s": round(self._cpu_s, 4),
            "peak_mb": round(max(self._peak_mb, grown_mb), 1),
        }
        wire.send(self._control, {"ended": ended})
        if report:
            os.waitpid(self._pid, 0)
        if self._companion is not None:
            self._see_out(self._companion)

    def _outcome(self, status: int | None) -> dict[str, Any]:
        """How the learner ended: by its own status, unless we ended it."""
        outcome: dict[str, Any] = {"outcome": "exited", "exit_code": None, "signal": None, "limit": ""}
        if status is not None:
            code = os.waitstatus_to_exitcode(status)
            if code >= 0:
                outcome["exit_code"] = code
            else:
                outcome.update(outcome="signalled", signal=-code)
        if self._ending == "limit":
            outcome.update(outcome="limit", limit=self._limit)
        elif self._ending == "exited":
            outcome.update(outcome="exited", exit_code=0, signal=None)
        elif self._ending:
            outcome["outcome"] = self._ending
        elif status is None:
            outcome["outcome"] = "failed"
        elif outcome["signal"] == signal.SIGXCPU:
            outcome.update(outcome="limit", limit="cpu", signal=None)
        return outcome

    def _see_out(self, companion: int) -> None:
        """The companion ends by itself once its evidence is read; the supervisor's hanging up ends it in any case."""
        while True:
            pid, _ = os.waitpid(companion, os.WNOHANG)
            if pid:
                return
            ready, _, _ = select.select([self._control], [], [], policy.SAMPLE_MS / 1000)
            if ready:
                os.kill(companion, signal.SIGKILL)
                os.waitpid(companion, 0)
                return
