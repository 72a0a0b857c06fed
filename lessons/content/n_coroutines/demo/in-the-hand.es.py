import asyncio


async def taco():
    print("al fuego")
    await asyncio.sleep(0.4)
    return "taco"


async def main():
    pedido = taco()
    print("tengo:", type(pedido).__name__)
    await asyncio.sleep(0.3)
    print("fin de la charla")
    print(await pedido)


asyncio.run(main())
