# expect: threads-for-cpu@17
import anyio
from anyio import to_thread


def hundir(seed):
    x, golpes = seed, 0
    for _ in range(450_000):
        x = (x * 1664525 + 1013904223) % 4294967296
        golpes += x > 2147483648
    return golpes


async def main():
    async with anyio.create_task_group() as tg:
        for s in range(4):
            tg.start_soon(to_thread.run_sync, hundir, s)
    print("hundido")


anyio.run(main)
