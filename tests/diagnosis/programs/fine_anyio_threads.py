# expect: nothing
# looks-like: blocking-sleep pool-too-small called-not-passed
import time

import anyio
from anyio import to_thread


def driver(n, out):
    time.sleep(0.12)
    out.append(n)


async def main():
    out = []
    async with anyio.create_task_group() as tg:
        for n in range(10):
            tg.start_soon(to_thread.run_sync, driver, n, out)
    print(sorted(out))


anyio.run(main)
