import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        while not (await shop.get(f"/turno/{number}?espera=0")).json()["listo"]:
            await asyncio.sleep(0.01)
        print((await shop.post(f"/recoge/{number}")).json())


asyncio.run(main())
