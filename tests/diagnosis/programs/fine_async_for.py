# expect: nothing
# looks-like: for-over-async-generator await-in-loop
import asyncio


async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0.05)
        yield i


async def main():
    async for t in ticks(3):
        print(t)
    print([t async for t in ticks(2)])


asyncio.run(main())
