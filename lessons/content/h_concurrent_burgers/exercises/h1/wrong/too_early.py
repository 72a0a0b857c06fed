import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        for _ in range(6):
            await shop.get("/charla")
        print((await shop.post(f"/recoge/{number}")).json())


asyncio.run(main())
