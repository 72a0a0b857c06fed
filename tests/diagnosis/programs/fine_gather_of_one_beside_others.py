# expect: nothing
# looks-like: gather-of-one
import asyncio


async def reading(number):
    await asyncio.sleep(0.15)
    return number


async def room(number):
    return await asyncio.gather(reading(number))


async def main():
    print(await asyncio.gather(*(room(number) for number in range(4))))


asyncio.run(main())
