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
    await patty()
    await bun()


asyncio.run(order())
