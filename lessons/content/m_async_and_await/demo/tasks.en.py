import asyncio


async def patty():
    print("patty on")
    await asyncio.sleep(0.4)
    print("patty ready")


async def bun():
    print("bun on")
    await asyncio.sleep(0.6)
    print("bun ready")


async def order():
    first = asyncio.create_task(patty())
    second = asyncio.create_task(bun())
    await first
    await second


asyncio.run(order())
