import asyncio


async def burger(n):
    await asyncio.sleep(0.1)
    return n


async def main():
    await asyncio.gather(burger(1), burger(2), burger(3))


asyncio.run(main())
