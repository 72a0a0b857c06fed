import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        screen = asyncio.create_task(shop.get("/turno/1"))
        for _ in range(6):
            await shop.get("/charla")
        await screen
        print((await shop.post("/recoge/1")).json())


asyncio.run(main())
