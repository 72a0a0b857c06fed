import asyncio
import os

import httpx

VEGETABLES = ("ajo", "tomate", "cebolla", "albahaca")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        water = asyncio.create_task(kitchen.get("/agua"))
        for vegetable in VEGETABLES:
            await kitchen.get(f"/cortar/{vegetable}")
            await water
        sauce = await kitchen.get("/salsa")
        print(sauce.json())


asyncio.run(main())
