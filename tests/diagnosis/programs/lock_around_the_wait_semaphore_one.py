# expect: lock-around-the-wait@6|lock-around-the-wait@8
import asyncio


async def photo(n, gate):
    async with gate:
        print("taking", n)
        await asyncio.sleep(0.1)
    return n


async def main():
    gate = asyncio.Semaphore(1)
    print(await asyncio.gather(*(photo(n, gate) for n in range(4))))


asyncio.run(main())
