# expect: sequential-awaits@16|sequential-awaits@17
import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
import time


def scan(folder, depth=1):
    time.sleep(0.15 * depth)
    return folder


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(4) as pool:
        first = await loop.run_in_executor(pool, partial(scan, "/a", depth=1))
        second = await loop.run_in_executor(pool, lambda: scan("/b"))
    print(first, second)


asyncio.run(main())
