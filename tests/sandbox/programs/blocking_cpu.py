import asyncio
import time


def count(seconds):
    total, end = 0, time.thread_time() + seconds
    while time.thread_time() < end:
        total += sum(range(100))
    return total


async def main():
    await asyncio.gather(asyncio.sleep(0.01), asyncio.to_thread(int))
    count(0.2)
    await asyncio.sleep(0.01)


asyncio.run(main())
