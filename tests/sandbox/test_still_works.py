"""What must keep working inside the jail: each program is one a learner could write, and its output is what bare Python
gives.

asyncpg, psycopg and psycopg2 against the run's own PostgreSQL are in `test_services`.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from .conftest import Play

pytestmark = pytest.mark.jail

APP = """
from fastapi import FastAPI
import asyncio, time
app = FastAPI()
@app.get("/a/{n}")
async def a(n: int):
    await asyncio.sleep(0.01)
    return {"n": n}
@app.get("/s/{n}")
def s(n: int):
    time.sleep(0.01)
    return {"n": n}
"""

SERVED = (
    APP
    + """
import httpx, uvicorn
async def main():
    server = uvicorn.Server(uvicorn.Config(app, port=8000, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started: await asyncio.sleep(0.01)
    async with httpx.AsyncClient(base_url="http://127.0.0.1:8000", timeout=20) as client:
        answers = await asyncio.gather(*(client.get(f"/{'as'[n % 2]}/{n}") for n in range(200)))
    print(sum(answer.json()["n"] for answer in answers))
    server.should_exit = True
    await serving
asyncio.run(main())
"""
)

WORKS = {
    "unicode": ("print('ñandú 🍔 漢字 \\u202e')\nimport sys; print('é', file=sys.stderr)", "ñandú 🍔 漢字 \u202e\n"),
    "asyncio.run": ("import asyncio\nasync def main(): return 7\nprint(asyncio.run(main()))", "7\n"),
    "gather of a hundred sleeps": (
        "import asyncio, time\nasync def main(): await asyncio.gather(*(asyncio.sleep(0.2) for _ in range(100)))\n"
        "begun = time.perf_counter(); asyncio.run(main()); print(time.perf_counter() - begun < 5)",
        "True\n",
    ),
    "timeout and cancel": (
        "import asyncio\nasync def main():\n"
        "    try:\n        async with asyncio.timeout(0.05): await asyncio.sleep(5)\n"
        "    except TimeoutError: print('timeout')\n"
        "    task = asyncio.create_task(asyncio.sleep(5)); await asyncio.sleep(0); task.cancel()\n"
        "    try: await task\n    except asyncio.CancelledError: print('cancelled')\nasyncio.run(main())",
        "timeout\ncancelled\n",
    ),
    "to_thread forty times": (
        "import asyncio, time\nasync def main():\n"
        "    await asyncio.gather(*(asyncio.to_thread(time.sleep, 0.05) for _ in range(40))); print('ok')\n"
        "asyncio.run(main())",
        "ok\n",
    ),
    "ThreadPoolExecutor(40)": (
        "from concurrent.futures import ThreadPoolExecutor\nimport threading\nmeet = threading.Barrier(40)\n"
        "with ThreadPoolExecutor(40) as pool: print(len(set(pool.map(lambda n: meet.wait(), range(40)))))",
        "40\n",
    ),
    "ProcessPoolExecutor(2)": (
        "from concurrent.futures import ProcessPoolExecutor\ndef double(n): return 2 * n\n"
        "if __name__ == '__main__':\n    with ProcessPoolExecutor(2) as pool: print(list(pool.map(double, range(5))))",
        "[0, 2, 4, 6, 8]\n",
    ),
    "multiprocessing, all three ways": (
        "import multiprocessing as mp\ndef work(q, n): q.put(n * n)\n"
        "if __name__ == '__main__':\n"
        "    for way in ('fork', 'spawn', 'forkserver'):\n"
        "        c = mp.get_context(way); q = c.Queue(); p = c.Process(target=work, args=(q, 5)); p.start()\n"
        "        print(way, q.get(timeout=10)); p.join(); assert p.exitcode == 0",
        "fork 25\nspawn 25\nforkserver 25\n",
    ),
    "a pool, a lock, shared memory": (
        "import multiprocessing as mp\nfrom multiprocessing.shared_memory import SharedMemory\n"
        "def add(lock, value):\n    for _ in range(100):\n        with lock: value.value += 1\n"
        "if __name__ == '__main__':\n"
        "    lock, value = mp.Lock(), mp.Value('i', 0)\n"
        "    ps = [mp.Process(target=add, args=(lock, value)) for _ in range(3)]\n"
        "    [p.start() for p in ps]; [p.join() for p in ps]; print(value.value)\n"
        "    m = SharedMemory(create=True, size=64); m.buf[:3] = b'abc'; n = SharedMemory(m.name); "
        "print(bytes(n.buf[:3]))\n"
        "    n.close(); m.close(); m.unlink()",
        "300\nb'abc'\n",
    ),
    "asyncio streams": (
        "import asyncio\nasync def echo(r, w): w.write((await r.readline()).upper()); await w.drain(); w.close()\n"
        "async def main():\n    server = await asyncio.start_server(echo, '127.0.0.1', 9000)\n"
        "    r, w = await asyncio.open_connection('localhost', 9000); w.write(b'hola\\n'); print(await "
        "r.readline()); w.close(); server.close()\n"
        "asyncio.run(main())",
        "b'HOLA\\n'\n",
    ),
    "unix socket pairs": ("import socket\na, b = socket.socketpair(); a.send(b'x'); print(b.recv(1))", "b'x'\n"),
    "subprocess": (
        "import subprocess, sys\n"
        "print(subprocess.run([sys.executable, '-c', 'import fastapi; print(6 * 7)'], capture_output=True, "
        "text=True).stdout)",
        "42\n\n",
    ),
    "asyncio subprocess": (
        "import asyncio, sys\nasync def main():\n"
        "    p = await asyncio.create_subprocess_exec(sys.executable, '-c', 'print(6 * 7)', "
        "stdout=asyncio.subprocess.PIPE)\n"
        "    print((await p.communicate())[0])\nasyncio.run(main())",
        "b'42\\n'\n",
    ),
    "uvicorn under two hundred calls": (SERVED, f"{sum(range(200))}\n"),
    "TestClient": (
        APP + "from fastapi.testclient import TestClient\n"
              "c = TestClient(app); print(c.get('/a/3').json(), c.get('/s/4').json())",
        "{'n': 3} {'n': 4}\n",
    ),
    "requests and aiohttp": (
        "import http.server, threading, requests, aiohttp, asyncio\n"
        "class Hello(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self): self.send_response(200); self.send_header('content-length', '4'); "
        "self.end_headers(); self.wfile.write(b'hola')\n"
        "    def log_message(self, *_): pass\n"
        "server = http.server.ThreadingHTTPServer(('127.0.0.1', 8080), Hello); "
        "threading.Thread(target=server.serve_forever, daemon=True).start()\n"
        "print(requests.get('http://127.0.0.1:8080').text)\n"
        "async def main():\n"
        "    async with aiohttp.ClientSession() as s, s.get('http://127.0.0.1:8080') as r: print(await r.text())\n"
        "asyncio.run(main())",
        "hola\nhola\n",
    ),
    "sqlite3": (
        "import sqlite3\nfor where in (':memory:', 'data.db'):\n"
        "    with sqlite3.connect(where) as db:\n"
        "        db.execute('create table t (n)'); db.execute('insert into t values (5)')\n"
        "        print(db.execute('select n from t').fetchone())",
        "(5,)\n(5,)\n",
    ),
    "tempfile": ("import tempfile\nwith tempfile.TemporaryFile() as f: print(f.write(b'x' * 100_000))", "100000\n"),
    "signal.alarm": (
        "import signal, time\n"
        "signal.signal(signal.SIGALRM, lambda *_: print('rang')); signal.setitimer(signal.ITIMER_REAL, 0.05); "
        "time.sleep(0.5)",
        "rang\n",
    ),
    "contextvars": (
        "import asyncio, contextvars\nv = contextvars.ContextVar('v', default=0)\n"
        "async def f(n): v.set(n); await asyncio.sleep(0); return v.get()\n"
        "async def main(): print(await asyncio.gather(*(f(n) for n in range(3))), v.get())\nasyncio.run(main())",
        "[0, 1, 2] 0\n",
    ),
    "its own "
    "file": ("print(__file__, __name__, open(__file__).read()[:5])\n"
             "import sys; print(sys.argv)", "/home/learner/main.py __main__ print\n['main.py']\n"),
    "importing itself": ("import main, sys\nif __name__ == '__main__': print(main.__name__)", "main\n"),
    "a database of time zones": ("import zoneinfo; print(zoneinfo.ZoneInfo('Europe/Madrid'))", "Europe/Madrid\n"),
    "the last words": (
        "import atexit\nclass Bye:\n    def __del__(self): print('del')\nkeep = Bye()\n"
        "atexit.register(print, 'atexit')\n"
        "import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.05), print('thread'))).start()",
        "thread\natexit\ndel\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WORKS)
def test_it_works(what: str, sort: str, play: Play) -> None:
    source, expected = WORKS[what]
    if what == "its own file" and sort:
        expected = expected.replace("print\n", "impor\n", 1)
    run = play(sort + source, processes=128, wall_s=20.0)
    assert (run.stderr if what != "unicode" else "") == ""
    assert run.stdout == expected
    assert run.outcome == ("finished", "")
    assert run.end["exit_code"] == 0


TRACES = {
    "an exception": (
        "def f():\n    1/0\nf()",
        ["line {n}, in <module>", "in f"],
        "ZeroDivisionError: division by zero",
    ),
    "a chain": (
        "try: 1/0\nexcept Exception as e: raise ValueError('x') from e",
        ["in <module>", "in <module>"],
        "ValueError: x",
    ),
    "a syntax error": ("def f(:\n  pass", ["line {n}"], "SyntaxError: invalid syntax"),
    "a recursion": ("def f(): f()\nf()", ["in <module>", "in f"], "RecursionError: maximum recursion depth exceeded"),
    "a task group": (
        "import asyncio\nasync def bad(): raise KeyError('k')\nasync def main():\n"
        "    async with asyncio.TaskGroup() as g: g.create_task(bad())\nasyncio.run(main())",
        ["in <module>", "in bad"],
        "KeyError: 'k'",
    ),
    "a thread": (
        "import threading\ndef f(): 1/0\nt = threading.Thread(target=f); t.start(); t.join()",
        ["in f"],
        "ZeroDivisionError",
    ),
}


@pytest.mark.parametrize("what", TRACES)
def test_a_traceback_shows_the_learners_lines_and_none_of_ours(what: str, sort: str, play: Play) -> None:
    source, places, message = TRACES[what]
    run = play(sort + source)
    first = source.count("\n") + 1 if what == "an exception" else 1
    for place in places:
        assert place.format(n=first + (1 if sort else 0)) in run.stderr
    assert message in run.stderr
    assert 'File "/home/learner/main.py"' in run.stderr
    assert "/opt/parrilla" not in run.stderr
    assert "runpy" not in run.stderr
    assert run.end["exit_code"] == (0 if what == "a thread" else 1)


@pytest.mark.parametrize(
    ("source", "code", "signal"),
    [
        ("raise SystemExit", 0, None),
        ("raise SystemExit(7)", 7, None),
        ("raise SystemExit('why')", 1, None),
        ("import sys; sys.exit(300)", 300 % 256, None),
        ("import os; os._exit(9)", 9, None),
        ("import os; os.abort()", None, 6),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", None, 9),
        ("raise KeyboardInterrupt", None, 2),
        ("import ctypes; ctypes.string_at(0)", None, 11),
    ],
)
def test_an_exit_is_told_as_it_was(source: str, code: int | None, signal: int | None, sort: str, play: Play) -> None:
    run = play(sort + source)
    assert (run.end["exit_code"], run.end["signal"]) == (code, signal)
    assert run.end["outcome"] == ("exited" if signal is None else "signalled")
    assert run.outcome == ("finished", "")


def test_random_things_differ_in_each_run(sort: str, play: Play) -> None:
    program = (
        sort + "import random, uuid, secrets\n"
        "for x in (random.random(), uuid.uuid4(), uuid.uuid1(), secrets.token_hex(), hash('a')): print(x)"
    )
    runs = [play(program).stdout.split() for _ in range(4)]
    for values in zip(*runs, strict=True):
        assert len(set(values)) == len(runs)


def test_a_print_arrives_while_the_program_still_runs(sort: str, play: Play) -> None:
    """Judged by the stream's own times: each print is its own moment, though none is flushed."""
    run = play(sort + "import time\nfor n in range(4):\n    print(n)\n    time.sleep(0.3)")
    times = [event["t"] for event in run.of("output")]
    assert len(times) == 4
    assert all(150 < later - earlier < 1500 for earlier, later in pairwise(times))


def test_prints_of_child_processes_arrive_while_they_run(play: Play) -> None:
    run = play(
        "import subprocess, sys, multiprocessing, time\ndef child():\n    print('fork'); time.sleep(0.5)\n"
        "p = multiprocessing.Process(target=child); p.start(); p.join()\n"
        "subprocess.run([sys.executable, '-c', 'import time; print(1); time.sleep(0.5)'])"
    )
    first, second = run.of("output")
    assert run.end["wall_s"] * 1000 - second["t"] + run.of("entrant-started")[0]["t"] > 300
    assert second["t"] - first["t"] > 300


def test_an_app_is_served_until_its_time_is_over(play: Play) -> None:
    run = play(
        "import threading, time, urllib.request\n" + APP + "\ndef ask():\n    time.sleep(0.5)\n"
        "    print(__name__, urllib.request.urlopen('http://127.0.0.1:8000/a/5').read())\n"
        "threading.Thread(target=ask).start()",
        kind="app", wall_s=2.5,
    )  # fmt: skip
    assert run.stdout == "main b'{\"n\":5}'\n"
    assert run.outcome == ("limit", "wall")


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("1/0", 1, "ZeroDivisionError"),
        ("x = 1", 1, "module 'main' has no attribute 'app'"),
        ("def f(:", 1, "SyntaxError"),
        (
            "from contextlib import asynccontextmanager\nfrom fastapi import FastAPI\n@asynccontextmanager\n"
            "async def life(app):\n    1/0\n    yield\n"
            "app = FastAPI(lifespan=life)",
            3,
            "ZeroDivisionError",
        ),
    ],
)
def test_an_app_that_does_not_start_says_why(source: str, code: int, message: str, play: Play) -> None:
    run = play(source, kind="app")
    assert run.end["exit_code"] == code
    assert message in run.stderr
    assert "/opt/parrilla" not in run.stderr
