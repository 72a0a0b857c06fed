# expect: async-without-await@5|async-without-await@11
import asyncio


async def doble(n):
    return n * 2


async def main():
    for n in range(3):
        print(await doble(n))
    await asyncio.sleep(0.15)


asyncio.run(main())
