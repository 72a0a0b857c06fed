import asyncio


async def price_of(order):
    await asyncio.sleep(0.05)
    return 12


async def main():
    print("total", await price_of({"numero": 7}))


asyncio.run(main())
