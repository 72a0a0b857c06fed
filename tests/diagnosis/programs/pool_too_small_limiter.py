# expect: pool-too-small@14|pool-too-small@17
from functools import partial
import time

import anyio
from anyio import to_thread


def legacy(number):
    time.sleep(0.08)


async def main():
    limiter = anyio.CapacityLimiter(2)
    async with anyio.create_task_group() as group:
        for number in range(8):
            group.start_soon(partial(to_thread.run_sync, limiter=limiter), legacy, number)


anyio.run(main)
