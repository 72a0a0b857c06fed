import asyncio


async def carne():
    print("carne al fuego")
    await asyncio.sleep(0.4)
    print("carne lista")


async def pan():
    print("pan al fuego")
    await asyncio.sleep(0.6)
    print("pan listo")


async def pedido():
    await carne()
    await pan()


asyncio.run(pedido())
