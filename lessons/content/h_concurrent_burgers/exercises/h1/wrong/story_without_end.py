import asyncio
import os
import time

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]

        async def talk():
            for _ in range(4):
                time.sleep(0.5)
                await shop.get("/charla")

        await asyncio.gather(shop.get(f"/turno/{number}"), talk())
        print((await shop.post(f"/recoge/{number}")).json())


asyncio.run(main())
