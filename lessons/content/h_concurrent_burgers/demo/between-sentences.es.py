import asyncio


async def cocina():
    await asyncio.sleep(0.5)
    print("número en pantalla")
    return "hamburguesas"


async def main():
    print("pido")
    pantalla = asyncio.create_task(cocina())
    while not pantalla.done():
        print("charlo")
        await asyncio.sleep(0.2)
    print("recojo", await pantalla)


asyncio.run(main())
