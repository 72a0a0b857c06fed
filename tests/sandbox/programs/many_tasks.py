import asyncio


async def burger():
    for _ in range(3):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(burger() for _ in range(10_000)))


asyncio.run(main())
