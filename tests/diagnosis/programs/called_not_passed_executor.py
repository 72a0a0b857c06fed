# expect: called-not-passed@16
# allow: blocking-sleep block-hidden-in-helper
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def load(table):
    time.sleep(0.2)
    return table


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor() as pool:
        jobs = [loop.run_in_executor(pool, load(t)) for t in ("users", "bills")]
        answers = await asyncio.gather(*jobs, return_exceptions=True)
    print([type(a).__name__ for a in answers])


asyncio.run(main())
