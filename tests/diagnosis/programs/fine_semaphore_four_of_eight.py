# expect: nothing
# looks-like: lock-around-the-wait pool-too-small
import asyncio


async def call(gate, number):
    async with gate:
        await asyncio.sleep(0.06)
    return number


async def main():
    gate = asyncio.Semaphore(4)
    print(await asyncio.gather(*(call(gate, number) for number in range(8))))


asyncio.run(main())
