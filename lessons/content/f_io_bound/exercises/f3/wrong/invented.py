import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        for _ in range(20):
            await kitchen.get("/latido")
            await asyncio.sleep(0.02)
        await kitchen.get("/menu/tacos")


asyncio.run(main())
