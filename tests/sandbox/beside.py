"""The companion as a real process beside a real program, without a jail: what the tests of the services run on."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.evidence import Evidence, Exit, gather

ROOT = Path(__file__).parents[2]
DEADLINE = 60.0
CODE = """
import json, sys
from sandbox.inside.companion import main
main(json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""


GATE = "import os, sys; os.read(int(sys.argv[1]), 1); os.execv(sys.argv[2], sys.argv[2:])"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@dataclass
class Companion:
    process: subprocess.Popen[bytes]
    evidence: Any
    control: int
    kitchen_port: int
    app_port: int
    rows: list[list[Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.kitchen_port}"

    def say(self, words: str) -> None:
        os.write(self.control, words.encode() + b"\n")

    def until(self, kind: str) -> Any:
        """The data of the next row of this kind; every row read is kept in `rows`."""
        while self.next()[0] != kind:
            pass
        return self.rows[-1][1]

    def next(self) -> list[Any]:
        line = self.evidence.readline()
        assert line, f"the companion ended after {self.rows[-3:]}"
        self.rows.append(json.loads(line))
        return self.rows[-1]

    def report(self) -> dict[str, Any]:
        self.say("finish")
        return dict(self.until("evidence"))


@contextlib.contextmanager
def companion(
    services: dict[str, Any] | None = None,
    load: Any = (),
    *,
    learner_pid: int = 0,
    app_port: int = 0,
    kitchen_port: int = 0,
    **more: Any,
) -> Iterator[Companion]:
    """A companion that has said ready."""
    out, evidence_fd = os.pipe()
    control_fd, control = os.pipe()
    config = {
        "services": {"kitchen": {}} if services is None else services,
        "load": list(load),
        "kind": "app" if load else "script",
        "app_port": app_port or free_port(),
        "kitchen_port": kitchen_port or free_port(),
        "learner_pid": learner_pid,
        **more,
    }
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, json.dumps(config), str(evidence_fd), str(control_fd)],
        cwd=ROOT,
        pass_fds=(evidence_fd, control_fd),
    )
    os.close(evidence_fd)
    os.close(control_fd)
    with open(out, "rb", buffering=0) as evidence:
        it = Companion(process, evidence, control, config["kitchen_port"], config["app_port"])
        try:
            it.until("ready")
            yield it
        finally:
            with contextlib.suppress(OSError):
                os.close(it.control)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise


def measured_beside(source: str, *, kind: str, services: dict[str, Any], load: Any) -> Evidence:
    """Run a program beside a companion, unjailed, and gather its evidence as the supervisor does."""
    app_port, kitchen_port = free_port(), free_port()
    command = [sys.executable, "main.py"]
    if kind == "app":
        command = [sys.executable, "-m", "uvicorn", "main:app", "--port", str(app_port), "--log-level", "warning"]
    gate, opening = os.pipe()
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile("w+") as out,
        tempfile.TemporaryFile("w+") as err,
    ):
        (Path(folder) / "main.py").write_text(source)
        # The program waits at the gate, its pid already known, as in the jail.
        program = subprocess.Popen(
            [sys.executable, "-c", GATE, str(gate), *command],
            cwd=folder,
            pass_fds=(gate,),
            stdout=out,
            stderr=err,
            start_new_session=True,
            env={**os.environ, "COCINA": f"http://127.0.0.1:{kitchen_port}", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        os.close(gate)
        try:
            ports = {"app_port": app_port, "kitchen_port": kitchen_port}
            with companion(services, load, learner_pid=program.pid, **ports) as it:
                start = time.monotonic()
                it.say(f"go {time.monotonic_ns()}")
                os.write(opening, b"\n")
                os.close(opening)
                ended = _ended_before_its_load(program, it) if kind == "app" else program.wait(DEADLINE) is not None
                report = it.report()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        out.seek(0)
        err.seek(0)
        exit = Exit("exited", program.returncode if ended else 0, wall_s=time.monotonic() - start)
        return gather(exit, report, stdout=out.read(), stderr=err.read())


def _ended_before_its_load(program: subprocess.Popen[Any], it: Companion) -> bool:
    pidfd = os.pidfd_open(program.pid)
    try:
        with selectors.DefaultSelector() as wait:
            wait.register(pidfd, selectors.EVENT_READ, "ended")
            wait.register(it.evidence, selectors.EVENT_READ, "row")
            while ready := {key.data for key, _ in wait.select(DEADLINE)}:
                if "ended" in ready:
                    return True
                it.next()
                if it.rows[-1][0] == "done":
                    return False
        raise AssertionError("neither the program nor its load ended")
    finally:
        os.close(pidfd)
