# expect: nothing
# looks-like: await-in-loop
import asyncio


async def ticks():
    for number in range(5):
        await asyncio.sleep(0.06)
        yield number


async def note(number):
    await asyncio.sleep(0)
    return number


async def main():
    seen = []
    async for number in ticks():
        seen.append(await note(number))
    print(seen)


asyncio.run(main())
