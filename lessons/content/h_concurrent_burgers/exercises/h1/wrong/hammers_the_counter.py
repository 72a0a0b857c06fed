import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        talking = asyncio.create_task(talk(shop))
        while (burgers := await shop.post(f"/recoge/{number}")).status_code == 409:
            await asyncio.sleep(0.01)
        talking.cancel()
        print(burgers.json())


async def talk(shop):
    while True:
        await shop.get("/charla")


asyncio.run(main())
