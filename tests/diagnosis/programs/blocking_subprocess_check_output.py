# expect: blocking-subprocess@16
import asyncio
import subprocess
import sys

SCRIPT = "import time; time.sleep(0.2); print(6 * 7)"


async def ticker(state):
    while not state["done"]:
        state["ticks"] += 1
        await asyncio.sleep(0.02)


async def compute(state):
    raw = subprocess.check_output([sys.executable, "-c", SCRIPT], text=True)
    state["done"] = True
    return int(raw)


async def main():
    state = {"ticks": 0, "done": False}
    answer, _ = await asyncio.gather(compute(state), ticker(state))
    print(answer, "after", state["ticks"], "ticks")


asyncio.run(main())
