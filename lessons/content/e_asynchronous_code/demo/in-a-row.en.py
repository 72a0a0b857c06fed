import asyncio

VEGETABLES = ("garlic", "tomato", "onion", "basil")


async def water():
    print("water on")
    await asyncio.sleep(0.6)
    print("water boils")


async def cut(vegetable):
    print("cutting", vegetable)
    await asyncio.sleep(0.1)


async def sauce():
    await asyncio.sleep(0.1)
    print("sauce ready")


async def dinner():
    await water()
    for vegetable in VEGETABLES:
        await cut(vegetable)
    await sauce()


asyncio.run(dinner())
