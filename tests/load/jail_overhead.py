"""What the jail costs: a program through a warm Sandbox against bare `python FILE`, alternating in one run.

    python -m tests.load.jail_overhead [ROUNDS]

Prints p50 and p95 in milliseconds of whole runs (and to the first output), their ratio to bare Python, and the memory
(proportional set size) of the zygote with eight warm cells. One JSON object at the end.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Final

from sandbox.events import Event
from sandbox.job import Entrant, Job
from sandbox.supervisor import Sandbox

ROUNDS: Final = 30
WARM: Final = 8
PROGRAMS: Final = {"print(1)": "print(1)\n", "import fastapi": "import fastapi\nprint(1)\n"}
FULL_S: Final = 20.0


def jailed(sandbox: Sandbox, source: str) -> tuple[float, float]:
    """Milliseconds to the end, and to the first output."""
    begun = time.perf_counter()
    first: list[float] = []

    def emit(events: list[Event]) -> None:
        if not first and any(event["type"] == "output" for event in events):
            first.append(time.perf_counter())

    job = Job(run=str(uuid.uuid4()), entrants=(Entrant(source),), trace=False)
    ended = sandbox.run(job, emit)
    done = time.perf_counter()
    assert ended["data"]["outcome"] == "finished", ended
    return (done - begun) * 1000, (first[0] - begun) * 1000


def bare(file: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, file], stdout=subprocess.PIPE, check=True)
    return (time.perf_counter() - begun) * 1000


def full(sandbox: Sandbox) -> None:
    """Wait until the pool is full and quiet: what is measured is a warm sandbox."""
    deadline = time.monotonic() + FULL_S
    while sandbox.pool.warm < WARM and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.15)


def memory_mb(root: int) -> float:
    """Proportional set size of `root` and all its descendants."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    family, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family, grown = family | more, bool(more)
    total = 0
    for pid in family:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total / 1024


def main(rounds: int) -> None:
    told: dict[str, object] = {"rounds": rounds, "cores": os.cpu_count()}
    with tempfile.TemporaryDirectory() as folder, Sandbox(warm=WARM) as sandbox:
        for name, source in PROGRAMS.items():
            file = Path(folder, "program.py")
            file.write_text(source)
            ends, firsts, bares = [], [], []
            for _ in range(rounds):
                full(sandbox)
                end, first = jailed(sandbox, source)
                ends.append(end)
                firsts.append(first)
                bares.append(bare(file))
            ends, firsts, bares = sorted(ends), sorted(firsts), sorted(bares)
            ratio = statistics.median(ends) / statistics.median(bares)
            figures = {
                "jail_p50_ms": round(statistics.median(ends), 1),
                "jail_p95_ms": round(ends[int(rounds * 0.95) - 1], 1),
                "first_output_p50_ms": round(statistics.median(firsts), 1),
                "bare_p50_ms": round(statistics.median(bares), 1),
                "ratio": round(ratio, 3),
            }
            print(name, figures, flush=True)
            told[name] = figures
        full(sandbox)
        pid = sandbox.pool.zygote_pid
        assert pid is not None
        told["zygote_and_8_warm_mb"] = round(memory_mb(pid), 1)
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
