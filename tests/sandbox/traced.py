"""Runs a program traced, or plain, under any Python of this machine, and reads the rows as the browser would."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sandbox.trace_rows import read_row

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(__file__).parent / "programs"
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
DEADLINE_S = 60

START = f"""
import os, sys, time
sys.path.insert(0, {str(ROOT)!r})
from sandbox.inside import tracer
sys.path.pop(0)
tracer.start(int(os.environ.pop("TRACE_FD")), os.path.dirname(sys.argv[1]), int(os.environ.pop("TRACE_ZERO")))
"""
RUN = """
import runpy, sys
del sys.argv[0]
sys.path[0] = ""
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""The program is the real `__main__` of a real file, as in the jail."""


def python(version: str) -> str:
    """A Python of that version: this one, one on the PATH, or pyenv's. Skips the test, naming it, where there is
    none."""
    if version == f"{sys.version_info[0]}.{sys.version_info[1]}":
        return sys.executable
    found = shutil.which(f"python{version}")
    if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
        return found
    kept = sorted(glob.glob(os.path.expanduser(f"~/.pyenv/versions/{version}.*/bin/python")))
    if not kept:
        pytest.skip(f"Python {version} is not installed here")
    return kept[-1]


@dataclass
class Ran:
    """A finished run."""

    code: int
    out: str
    err: str
    rows: list[list[Any]] = field(default_factory=list)
    refused: list[bytes] = field(default_factory=list)

    @property
    def pid(self) -> int:
        """The main process."""
        return next(row[1] for row in self.rows if row[0] == "M" and row[5] == "main")

    def of(self, kind: str, pid: int | None = None) -> list[list[Any]]:
        """Rows of a type, by time, of one process (the main one) or, with 0, of all; of live rows the last of each."""
        rows = [
            row
            for row in self.rows
            if (row[0] == kind and pid in (0, row[1])) or (pid is None and row[:2] == [kind, self.pid])
        ]
        if kind in ("B", "W", "l"):
            lane = 4 if kind != "W" else 6
            rows = list({(row[1], row[2], row[lane]): row for row in rows}.values())
        return sorted(rows, key=lambda row: row[2])

    def line(self, site: int, pid: int | None = None) -> int:
        """The innermost line of a site; 0 for none."""
        frames = [row[4] for row in self.of("S", pid) if row[3] == site]
        return frames[0][-1][1] if frames else 0

    def func(self, site: int, pid: int | None = None) -> str:
        """The innermost function of a site."""
        return next(row[4] for row in self.of("S", pid) if row[3] == site)[-1][2]

    def task(self, coro: str) -> list[list[Any]]:
        """The `T` rows of tasks running that coroutine."""
        return [row for row in self.of("T") if row[8].rpartition(".")[2] == coro]

    def steps(self, task: int) -> list[list[Any]]:
        return [row for row in self.of("s") if row[4] == task]

    def waits(self, task: int) -> list[tuple[str, Any, int, int, int]]:
        """(kind, detail, line, from, to) of each finished wait of a task, as the browser derives them."""
        steps = self.steps(task)
        return [(a[6], a[7], self.line(a[8]), a[2] + a[3], b[2]) for a, b in pairwise(steps) if a[5] == "w"]


def run(program: str, *args: str, version: str = VERSIONS[0], traced: bool = True) -> Ran:
    """Run tests/sandbox/programs/<program>.py to its end; every row that comes out must pass the check of the
    outside."""
    return run_file(PROGRAMS / f"{program}.py", *args, version=version, traced=traced)


def run_text(source: str, *args: str, version: str = VERSIONS[0], traced: bool = True) -> Ran:
    """Run a program given as text, as main.py."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.py"
        path.write_text(source)
        return run_file(path, *args, version=version, traced=traced)


def run_file(path: Path, *args: str, version: str, traced: bool) -> Ran:
    reading, writing = os.pipe()
    code = (START if traced else "import os, sys, time\n") + RUN
    child = subprocess.Popen(
        [python(version), "-c", code, str(path), *args],
        pass_fds=[writing],
        env={**os.environ, "TRACE_FD": str(writing), "TRACE_ZERO": str(_now()), "PYTHONDONTWRITEBYTECODE": "1"}
        if traced
        else {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    parts: list[bytes] = []
    reader = threading.Thread(target=_read, args=(reading, parts))
    reader.start()
    try:
        out, err = child.communicate(timeout=DEADLINE_S)
    except subprocess.TimeoutExpired:
        child.kill()
        out, err = child.communicate()
        raise
    finally:
        reader.join(DEADLINE_S)
    ran = Ran(child.returncode, out, err)
    for line in b"".join(parts).splitlines():
        row = read_row(line)
        if row is None:
            ran.refused.append(line)
        else:
            ran.rows.append(row)
    assert not ran.refused, ran.refused[:3]
    assert not [row for row in ran.rows if row[0] == "!"]
    return ran


def _now() -> int:
    import time

    return time.monotonic_ns()


def _read(descriptor: int, parts: list[bytes]) -> None:
    while part := os.read(descriptor, 65536):
        parts.append(part)
    os.close(descriptor)
