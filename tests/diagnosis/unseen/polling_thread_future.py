# expect: polling@14|polling@15
import asyncio
import time


def slow_square(n):
    time.sleep(0.3)
    return n * n


async def main():
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, slow_square, 12)
    while not future.done():
        await asyncio.sleep(0)
    print(future.result())


asyncio.run(main())
