import asyncio


async def cocina():
    await asyncio.sleep(0.5)
    print("número en pantalla")
    return "hamburguesas"


async def main():
    print("pido")
    print("recojo", await cocina())
    for _ in range(3):
        print("charlo")
        await asyncio.sleep(0.2)


asyncio.run(main())
