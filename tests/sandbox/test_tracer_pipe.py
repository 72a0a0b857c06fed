"""The way out: rows leave while the program runs, and a full, closed or stolen pipe harms nobody but the trace."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sandbox.trace_rows import ROW_BYTES, read_row
from tests.sandbox.traced import DEADLINE_S, RUN, START, VERSIONS, python, run_text

pytestmark = pytest.mark.parametrize("version", VERSIONS)


@contextmanager
def running(source: str, version: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A traced program that runs, and the pipe's reading end."""
    reading, writing = os.pipe()
    path = f"/tmp/traced_{os.getpid()}_{time.monotonic_ns()}.py"
    with open(path, "w") as file:
        file.write(source)
    child = subprocess.Popen(
        [python(version), "-c", START + RUN, path],
        pass_fds=[writing],
        env={**os.environ, "TRACE_FD": str(writing), "TRACE_ZERO": str(time.monotonic_ns())},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    try:
        yield child, reading
    finally:
        child.kill()
        child.communicate()
        os.close(reading)
        os.unlink(path)


def rows_until(reading: int, kind: str) -> list[list[object]]:
    """Rows as they come, until one of that type."""
    rest, rows, end = b"", [], time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        if not select.select([reading], [], [], 1)[0]:
            continue
        part = os.read(reading, 65536)
        assert part, "the program ended first"
        *lines, rest = (rest + part).split(b"\n")
        rows += [row for row in map(read_row, lines) if row is not None]
        if any(row[0] == kind for row in rows):
            return rows
    raise AssertionError(f"no {kind} row")


def test_rows_come_while_the_program_waits_for_its_input(version: str) -> None:
    with running("print('ready')\ninput()\n", version) as (child, reading):
        rows = rows_until(reading, "l")
        assert rows[0][0] == "M"
        assert child.poll() is None
        (standing,) = [row for row in rows if row[0] == "l"]
        assert standing[6] == "waits"


def test_a_blocked_loop_is_told_growing_while_it_is_blocked(version: str) -> None:
    source = "import asyncio\nasync def main():\n    input()\nasyncio.run(main())\n"
    with running(source, version) as (child, reading):
        first = [row for row in rows_until(reading, "B") if row[0] == "B"][-1]
        later = [row for row in rows_until(reading, "B") if row[0] == "B"][-1]
        assert later[2] == first[2]
        assert later[3] > first[3]
        assert child.poll() is None


def test_a_pipe_nobody_reads_does_not_hold_the_program(version: str) -> None:
    source = """
import asyncio
async def turns():
    for _ in range(2_000): await asyncio.sleep(0)
async def main():
    for _ in range(8): await asyncio.gather(turns(), turns())
asyncio.run(main())
print("done")
"""
    with running(source, version) as (child, reading):
        assert child.stdout is not None
        assert child.stdout.readline() == "done\n"
        assert child.wait(DEADLINE_S) == 0
        data = os.read(reading, 1 << 20)
    lines = data.splitlines()
    assert len(data) <= 1 << 16
    assert all(read_row(line) for line in lines)
    assert max(map(len, lines)) < ROW_BYTES


def test_a_closed_pipe_leaves_the_program_alone(version: str) -> None:
    source = "import time\ninput()\nfor _ in range(5): time.sleep(0.03)\nprint('done')\n"
    with running(source, version) as (child, reading):
        null = os.open("/dev/null", os.O_RDONLY)
        os.dup2(null, reading)
        os.close(null)
        out, _ = child.communicate("\n", timeout=DEADLINE_S)
        assert out == "done\n"
        assert child.returncode == 0


def test_a_file_that_takes_the_number_of_the_pipe_is_never_written_to(version: str) -> None:
    source = """
import os, tempfile, time
file = tempfile.TemporaryFile()
pipe = max(map(int, os.listdir("/proc/self/fd")))
os.dup2(file.fileno(), pipe)
time.sleep(0.2)
print(os.fstat(pipe).st_size)
"""
    ran = run_text(source, version=version)
    assert ran.out == "0\n"
    assert ran.code == 0


def test_a_program_killed_in_the_middle_leaves_whole_rows(version: str) -> None:
    source = "import time\nwhile True:\n    time.sleep(0.001)\n"
    with running(source, version) as (child, reading):
        rows = rows_until(reading, "z")
        child.send_signal(signal.SIGKILL)
        child.wait(DEADLINE_S)
        data = b""
        while part := os.read(reading, 65536):
            data += part
    assert rows
    assert not data or data.endswith(b"\n")
