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
    una = asyncio.create_task(carne())
    otra = asyncio.create_task(pan())
    await una
    await otra


asyncio.run(pedido())
