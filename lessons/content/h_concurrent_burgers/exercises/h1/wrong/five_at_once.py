import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        await asyncio.gather(shop.get(f"/turno/{number}"), *(shop.get("/charla") for _ in range(8)))
        print((await shop.post(f"/recoge/{number}")).json())


asyncio.run(main())
