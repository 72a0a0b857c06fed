# expect: await-outside-async@12
# exit: 1
import asyncio


async def price(item):
    await asyncio.sleep(0.1)
    return item


async def main():
    show = lambda item: await price(item)
    print(show(2))


asyncio.run(main())
