# expect: nothing
# looks-like: await-in-loop
import asyncio


async def candidates():
    for number in (4, 8, 15, 16):
        yield number


async def good(number):
    await asyncio.sleep(0.07)
    return number > 10


async def main():
    async for number in candidates():
        if await good(number):
            print(number)
            break


asyncio.run(main())
