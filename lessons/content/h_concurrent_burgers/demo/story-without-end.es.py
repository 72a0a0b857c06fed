import asyncio
import time


async def cocina():
    await asyncio.sleep(0.5)
    print("número en pantalla")
    return "hamburguesas"


async def main():
    print("pido")
    pantalla = asyncio.create_task(cocina())
    await asyncio.sleep(0)
    print("empiezo una historia")
    time.sleep(1)
    print("acabo la historia")
    print("recojo", await pantalla)


asyncio.run(main())
