import asyncio
import os
import subprocess
import sys
import threading
import time
import traceback
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def attempt(func, *args):
    try:
        func(*args)
    except BaseException:
        traceback.print_exc()


def burnt():
    raise ValueError("burnt")


def late():
    """Not done before somebody asks for its result: the two ways to be told differ by a line."""
    time.sleep(0.1)
    burnt()


class Broken:
    def __str__(self):
        return "broken"


async def raises():
    burnt()


async def exits():
    raise SystemExit(3)


async def threaded():
    await asyncio.to_thread(burnt)


class Kitchen:
    nap = time.sleep


if __name__ == "__main__":
    attempt(time.sleep, "long")
    attempt(time.sleep, -1)
    attempt(time.sleep)
    attempt(time.sleep, 1, 2)
    attempt(sys.stdout.write)
    Kitchen().nap(0.001)
    attempt(asyncio.run, raises())
    attempt(asyncio.run, exits())
    attempt(asyncio.run, threaded())
    attempt(asyncio.new_event_loop().create_task, 3)
    attempt(subprocess.run, ["/no/such/program"])
    attempt(subprocess.Popen)
    attempt(print, Broken(), 1, "x", None, 3)
    attempt(sys.stdout.write, 3)
    with ThreadPoolExecutor(1) as pool:
        attempt(pool.submit(late).result)
    attempt(pool.submit, burnt)
    with ProcessPoolExecutor(1) as pool:
        attempt(pool.submit(late).result)
    thread = threading.Thread(target=burnt, name="cook")
    thread.start()
    thread.join()
    attempt(thread.start)
    print([one.name for one in threading.enumerate()], os.path.basename(__file__), __name__)
