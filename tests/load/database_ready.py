"""From Run to the program's first moment, with a database of the run's own and without any service, alternating.

    python -m tests.load.database_ready [ROUNDS]

Prints p50 and p95 in milliseconds: without services, with a kitchen, with a database that is started for the run, and
with one that was kept started; and the memory (proportional set size, and its disk) of such a kept one. The aim is 250.
One JSON object at the end.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import sys
import time
import uuid
from pathlib import Path
from typing import Any, Final

from sandbox.events import Event
from sandbox.job import Entrant, Job
from sandbox.supervisor import Sandbox
from sandbox.zygote import pool

ROUNDS: Final = 30
WARM: Final = 4
FULL_S: Final = 30.0
REST_S: Final = 0.3


def began(sandbox: Sandbox, services: dict[str, Any]) -> float:
    """Milliseconds until the program was let go."""
    moments: list[float] = []

    def emit(events: list[Event]) -> None:
        moments.extend(event["t"] for event in events if event["type"] == "entrant-started")

    job = Job(run=str(uuid.uuid4()), entrants=(Entrant("print(1)"),), services=services, trace=False)
    ended = sandbox.run(job, emit)
    assert ended["data"]["outcome"] == "finished", ended
    return moments[0]


def full(sandbox: Sandbox, databases: int) -> None:
    deadline = time.monotonic() + FULL_S
    while (sandbox.pool.warm < WARM or sandbox.pool.databases < databases) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(REST_S)


def kept_mb() -> float:
    """PSS of the server's processes below this one, and the 8 MB of its data directory."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    ours = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    total = 8.0
    for pid in ours:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/comm").read_text() == "postgres\n":
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024
    return total


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    found: dict[str, list[float]] = {"no service": [], "kitchen": [], "database": []}
    with Sandbox(warm=WARM) as sandbox:
        if "database" in sandbox.missing:
            print(f"1 skipped: {sandbox.missing['database']}")
            return 0
        kept_s, pool.DATABASE_KEPT_S = pool.DATABASE_KEPT_S, 0.0  # type: ignore[misc]
        for _ in range(rounds):
            for name, times in found.items():
                full(sandbox, 0)
                times.append(began(sandbox, {} if name == "no service" else {name: {}}))
        pool.DATABASE_KEPT_S = kept_s  # type: ignore[misc]
        began(sandbox, {"database": {}})
        found["database, kept started"] = []
        for _ in range(rounds):
            full(sandbox, 1)
            found["database, kept started"].append(began(sandbox, {"database": {}}))
        full(sandbox, 1)
        memory = kept_mb()
    figures = {}
    for name, times in found.items():
        times.sort()
        figures[name] = [round(statistics.median(times), 1), round(times[int(len(times) * 0.95) - 1], 1)]
        print(f"{name}: p50 {figures[name][0]} ms, p95 {figures[name][1]} ms")
    print(f"a kept database: {memory:.0f} MB; load {os.getloadavg()[0]:.1f}")
    print(json.dumps({"ms": figures, "kept_mb": round(memory), "load": os.getloadavg()[0]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
