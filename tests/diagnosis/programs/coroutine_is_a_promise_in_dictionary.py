# expect: coroutine-is-a-promise@14
# exit: 1
import asyncio


async def price(item):
    await asyncio.sleep(0.08)
    return len(item)


async def main():
    prices = {item: price(item) for item in ("tea", "bread")}
    cheap = min([await prices["tea"], await prices["bread"]])
    print(cheap, await prices["tea"])


asyncio.run(main())
