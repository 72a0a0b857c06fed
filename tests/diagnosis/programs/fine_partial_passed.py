# expect: nothing
# looks-like: called-not-passed
import asyncio
import time
from functools import partial


def load(table, rows=10):
    time.sleep(0.2)
    return table, rows


async def main():
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(None, partial(load, t, rows=3)) for t in ("users", "bills")]
    print(await asyncio.gather(*jobs))


asyncio.run(main())
