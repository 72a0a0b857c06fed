import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        screen = asyncio.create_task(shop.get(f"/turno/{number}"))
        while not screen.done():
            await shop.get("/charla")
        shop.post(f"/recoge/{number}")
        print("qué rico")


asyncio.run(main())
