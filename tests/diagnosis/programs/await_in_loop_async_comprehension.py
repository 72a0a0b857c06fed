# expect: await-in-loop@17
import asyncio


async def numbers():
    for number in range(5):
        await asyncio.sleep(0)
        yield number


async def square(number):
    await asyncio.sleep(0.08)
    return number * number


async def main():
    print([await square(number) async for number in numbers()])


asyncio.run(main())
