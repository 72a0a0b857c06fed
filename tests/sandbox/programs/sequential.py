import asyncio


async def burger(n):
    await asyncio.sleep(0.06)
    return n


async def main():
    for n in range(3):
        await burger(n)


asyncio.run(main())
