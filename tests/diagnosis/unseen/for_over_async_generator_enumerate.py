# expect: for-over-async-generator@14
# exit: 1
import asyncio


async def readings(n):
    for value in range(n):
        await asyncio.sleep(0.03)
        yield value * 1.5


async def main():
    total = 0.0
    for index, value in enumerate(readings(4)):
        total += value
    print(total)


asyncio.run(main())
