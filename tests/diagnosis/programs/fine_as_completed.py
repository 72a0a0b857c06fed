# expect: nothing
# looks-like: await-in-loop
import asyncio


async def repartidor(nombre, segundos):
    await asyncio.sleep(segundos)
    return nombre


async def main():
    viajes = [repartidor("Leo", 0.2), repartidor("Mía", 0.1), repartidor("Noa", 0.15)]
    for llegada in asyncio.as_completed(viajes):
        print("llega", await llegada)


asyncio.run(main())
