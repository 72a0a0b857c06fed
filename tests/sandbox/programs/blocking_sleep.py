import asyncio
import time


async def burger(n):
    time.sleep(0.12)
    await asyncio.sleep(0.01)


async def main():
    await asyncio.gather(burger(1), burger(2))


asyncio.run(main())
