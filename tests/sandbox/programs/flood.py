import asyncio
import time


async def burger():
    for _ in range(2):
        await asyncio.sleep(0)


async def blocking():
    time.sleep(0.04)


async def burnt():
    raise ValueError("burnt")


async def main():
    crowd = [asyncio.create_task(burger()) for _ in range(6_000)]
    crowd += [asyncio.create_task(blocking()), asyncio.create_task(burnt())]
    crowd += [asyncio.create_task(burger()) for _ in range(100)]
    burger()
    await asyncio.wait(crowd)
    del crowd
    await asyncio.gather(*(asyncio.to_thread(len, "abc") for _ in range(3)))


asyncio.run(main())
