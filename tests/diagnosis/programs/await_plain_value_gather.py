# expect: await-plain-value@12
# exit: 1
import asyncio


def double(number):
    return number * 2


async def main():
    await asyncio.sleep(0.1)
    print(await asyncio.gather(double(1), double(2)))


asyncio.run(main())
