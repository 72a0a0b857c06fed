import asyncio
import os

import httpx

VEGETABLES = ("ajo", "tomate", "cebolla", "albahaca")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        water = asyncio.create_task(asyncio.sleep(1.5))
        for vegetable in VEGETABLES:
            await kitchen.get(f"/cortar/{vegetable}")
        await water
        await kitchen.get("/salsa")


asyncio.run(main())
