import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        await shop.get(f"/turno/{number}")
        for _ in range(6):
            await shop.get("/charla")
        burgers = await shop.post(f"/recoge/{number}")
        print(burgers.json())


asyncio.run(main())
