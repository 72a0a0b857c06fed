import asyncio
import os

import httpx

VEGETABLES = ("ajo", "tomate", "cebolla", "albahaca")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        await kitchen.get("/agua")
        for vegetable in VEGETABLES:
            await kitchen.get(f"/cortar/{vegetable}")
        sauce = await kitchen.get("/salsa")
        print(sauce.json())


asyncio.run(main())
