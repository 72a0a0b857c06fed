# expect: polling@14|polling@15
import asyncio

listo = False


async def cocina():
    global listo
    await asyncio.sleep(0.3)
    listo = True


async def cliente():
    while not listo:
        await asyncio.sleep(0)
    print("¡a comer!")


async def main():
    await asyncio.gather(cocina(), cliente())


asyncio.run(main())
