"""What tracing costs: workloads traced and plain by turns, as ratios. `python -m tests.load.tracer_cost [ROUNDS]`

Prints one line a workload: traced / plain, of wall clock and of CPU time, of the workload alone: start-up is left out,
and so is the server that answers it. A ratio is the median over the rounds; a round runs one of each right after the
other, first this one, then that one, so that a machine that gets busy slows both. Bounded by ROUNDS (5 by itself). The
trace is read and thrown away by this process, as the supervisor reads it in a run.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
ROUNDS: Final = 5
DEADLINE_S: Final = 60

WORKLOADS: Final = {
    "10 000 tasks, 10 turns each": """
        import asyncio
        async def turns():
            for _ in range(10): await asyncio.sleep(0)
        async def main():
            with measured(): await asyncio.gather(*(turns() for _ in range(10_000)))
        asyncio.run(main())
    """,
    "1000 sleeps of 0.1 s at once": """
        import asyncio
        async def nap(): await asyncio.sleep(0.1)
        async def main():
            with measured(): await asyncio.gather(*(nap() for _ in range(1000)))
        asyncio.run(main())
    """,
    "10 000 tasks, one after another": """
        import asyncio
        async def turn(): await asyncio.sleep(0)
        async def main():
            with measured():
                for _ in range(10_000): await asyncio.create_task(turn())
        asyncio.run(main())
    """,
    "200 requests by httpx, 20 at once": """
        import asyncio, os, httpx
        async def main():
            turns = asyncio.Semaphore(20)
            async with httpx.AsyncClient() as client:
                async def ask():
                    async with turns: (await client.get(os.environ["KITCHEN"])).raise_for_status()
                await ask()
                with measured(): await asyncio.gather(*(ask() for _ in range(200)))
        asyncio.run(main())
    """,
    "a loop that computes": """
        def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
        def count(n):
            total = 0
            for i in range(n): total += i * i % 7
            return total
        with measured(): count(3_000_000); fib(24)
    """,
    "a pool of 8 threads, 500 items": """
        import time
        from concurrent.futures import ThreadPoolExecutor
        def nap(n): time.sleep(0.01)
        def count(n): return sum(range(20_000))
        with measured(), ThreadPoolExecutor(8) as pool:
            list(pool.map(nap, range(200)))
            list(pool.map(count, range(300)))
    """,
}

MEASURE: Final = """
import contextlib, json, os, sys, time
@contextlib.contextmanager
def measured():
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    os.write(2, json.dumps([time.perf_counter() - wall, time.process_time() - cpu]).encode())
"""


KITCHEN: Final = """
import asyncio
async def answer(reader, writer):
    while await reader.readuntil(b"\\r\\n\\r\\n"):
        await asyncio.sleep(0.01)
        writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nready")
async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""
"""Answers each request after 10 ms, in a process of its own."""


def once(source: str, traced: bool) -> tuple[float, float]:
    """(wall, CPU) seconds of one run. Raises RuntimeError where it fails."""
    reading, writing = os.pipe()
    begin = ""
    if traced:
        begin = (
            f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom sandbox.inside import tracer\nimport os\n"
            f"tracer.start({writing}, os.path.dirname(sys.argv[1]), {time.monotonic_ns()}, (60, 60))\n"
        )
    lines = source.splitlines()
    program = MEASURE + "\n".join(line[8:] for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.py"
        path.write_text(program)
        run = f"{begin}import runpy, sys\nrunpy.run_path(sys.argv[1], run_name='__main__')\n"
        child = subprocess.Popen([sys.executable, "-c", run, str(path)], pass_fds=[writing], stderr=subprocess.PIPE)
        os.close(writing)
        drain = threading.Thread(target=_drain, args=(reading,))
        drain.start()
        try:
            _, said = child.communicate(timeout=DEADLINE_S)
        finally:
            child.kill()
            drain.join()
    if child.returncode:
        raise RuntimeError(said.decode())
    wall, cpu = json.loads(said)
    return wall, cpu


def _drain(descriptor: int) -> None:
    while os.read(descriptor, 65536):
        pass
    os.close(descriptor)


def ratios(source: str, rounds: int) -> tuple[float, float, float]:
    """Medians: traced / plain of wall clock, of CPU time; plain wall clock in milliseconds."""
    pairs = []
    for number in range(rounds):
        runs = {traced: once(source, traced=traced) for traced in ((False, True) if number % 2 else (True, False))}
        pairs.append((runs[False], runs[True]))
    wall, cpu = (statistics.median(traced[i] / plain[i] for plain, traced in pairs) for i in (0, 1))
    return wall, cpu, statistics.median(plain[0] for plain, _ in pairs) * 1000


def main(rounds: int = ROUNDS) -> None:
    """Measure and print."""
    print(f"Python {sys.version.split()[0]}, {rounds} rounds, load {os.getloadavg()[0]:.1f}")
    print(f"{'traced / plain':40} {'wall':>6} {'CPU':>6}   plain wall ms")
    serve = [sys.executable, "-c", KITCHEN]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as kitchen:
        assert kitchen.stdout is not None
        os.environ["KITCHEN"] = f"http://127.0.0.1:{int(kitchen.stdout.readline())}/"
        try:
            for name, source in WORKLOADS.items():
                wall, cpu, plain = ratios(source, rounds)
                print(f"{name:40} {wall:6.2f} {cpu:6.2f}   {plain:8.1f}", flush=True)
        finally:
            kitchen.kill()
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
