import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:

        async def talk():
            while True:
                await shop.get("/charla")

        number = (await shop.post("/pedido")).json()["turno"]
        talking = asyncio.create_task(talk())
        await shop.get(f"/turno/{number}")
        talking.cancel()
        print((await shop.post(f"/recoge/{number}")).json())


asyncio.run(main())
