import asyncio

cocina = asyncio.Lock()
caja = asyncio.Lock()


async def cocinera():
    async with cocina:
        await asyncio.sleep(0)
        async with caja:
            print("la cocinera terminó")


async def cajero():
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with caja:
        await asyncio.sleep(0)
        async with cocina:
            print("el cajero terminó")


async def main():
    async with asyncio.TaskGroup() as grupo:
        grupo.create_task(cocinera(), name="cocinera")
        grupo.create_task(cajero(), name="cajero")


asyncio.run(main())
