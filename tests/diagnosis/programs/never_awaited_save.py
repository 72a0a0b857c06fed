# expect: never-awaited@14
import asyncio

guardados = []


async def guarda(pedido):
    await asyncio.sleep(0.05)
    guardados.append(pedido)


async def atiende(pedido):
    print("recibido", pedido)
    guarda(pedido)
    await asyncio.sleep(0.15)
    print("listo", pedido)


async def main():
    await atiende("tortilla")
    print("guardados:", guardados)


asyncio.run(main())
