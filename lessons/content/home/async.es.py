import asyncio


async def asar(hamburguesa):
    print("entra la", hamburguesa)
    await asyncio.sleep(0.5)
    print("sale la", hamburguesa)


async def pedido():
    await asyncio.gather(asar(1), asar(2), asar(3))


asyncio.run(pedido())
