"""The whole platform as an operator starts it, for tests that come in by the public door."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CANARY = "CANARY-7f3a9c"
"""Stands in the platform's environment; it must never come out of a run."""


@dataclass(frozen=True)
class Platform:
    """`url` has no trailing slash. `pid` is that of `manage.py up`. `log` holds all it printed."""

    url: str
    pid: int
    state: Path
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_platform(**environment: str) -> Iterator[Platform]:
    """`manage.py up` on a free port with a state directory of its own; ended, with all it started, on leaving."""
    # A unix socket's path holds 107 bytes, so not pytest's long temporary folder.
    with tempfile.TemporaryDirectory(prefix="parrilla-") as directory:
        state = Path(directory)
        log = state / "up.log"
        port = free_port()
        inherited = {name: value for name, value in os.environ.items() if name not in {"REDIS_URL", "BROKER_URL"}}
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--port", str(port)],
                cwd=ROOT,
                env={
                    **inherited,
                    "PARRILLA_STATE": str(state),
                    "PARRILLA_CANARY": CANARY,
                    "PARRILLA_RUNS_PER_MINUTE": "100000",
                    **environment,
                },
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        platform = Platform(f"http://127.0.0.1:{port}", process.pid, state, log)
        try:
            wait_until_it_answers(platform, process)
            yield platform
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait_until_it_answers(platform: Platform, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(platform.url + "/", timeout=60) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the platform did not start:\n{platform.log.read_text()[-4000:]}")
