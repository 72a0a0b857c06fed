# expect: blocking-sleep@9
import time

import anyio


async def main():
    async def toast(number):
        time.sleep(0.1)
        print("toast", number)

    async with anyio.create_task_group() as group:
        for number in range(3):
            group.start_soon(toast, number)


anyio.run(main)
