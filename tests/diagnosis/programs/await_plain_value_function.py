# expect: await-plain-value@12
# exit: 1
import asyncio


def total(precios):
    return sum(precios)


async def main():
    await asyncio.sleep(0.15)
    print(await total([3, 4, 5]))


asyncio.run(main())
