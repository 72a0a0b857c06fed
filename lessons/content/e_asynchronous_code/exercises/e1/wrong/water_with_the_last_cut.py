import asyncio
import os

import httpx

VEGETABLES = ("ajo", "tomate", "cebolla", "albahaca")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        for vegetable in VEGETABLES[:3]:
            await kitchen.get(f"/cortar/{vegetable}")
        await asyncio.gather(kitchen.get("/agua"), kitchen.get("/cortar/albahaca"))
        await kitchen.get("/salsa")


asyncio.run(main())
