# expect: gather-of-one@12|gather-of-one@13
# allow: sequential-awaits
import asyncio


async def leer_sensor(nombre):
    await asyncio.sleep(0.2)
    return nombre, 20


async def main():
    [temperatura] = await asyncio.gather(leer_sensor("temperatura"))
    [humedad] = await asyncio.gather(leer_sensor("humedad"))
    print(temperatura, humedad)


asyncio.run(main())
