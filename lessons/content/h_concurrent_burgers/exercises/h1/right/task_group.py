import asyncio
import os

import httpx


async def collect(shop, number):
    await shop.get(f"/turno/{number}")
    return (await shop.post(f"/recoge/{number}")).json()


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        async with asyncio.TaskGroup() as group:
            burgers = group.create_task(collect(shop, number))
            while not burgers.done():
                await shop.get("/charla")
    print(burgers.result())


asyncio.run(main())
