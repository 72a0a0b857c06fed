# expect: nothing
# looks-like: gather-of-one sequential-awaits
import asyncio


async def leer(nombre):
    await asyncio.sleep(0.2)
    return nombre, 20


async def main():
    t, h = await asyncio.gather(leer("temperatura"), leer("humedad"))
    print(t, h)


asyncio.run(main())
