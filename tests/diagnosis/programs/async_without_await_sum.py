# expect: async-without-await@5
import asyncio


async def total(prices):
    return sum(prices)


async def main():
    print(await total([1, 2, 3]))


asyncio.run(main())
