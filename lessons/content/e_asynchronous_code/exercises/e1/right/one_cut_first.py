import asyncio
import os

import httpx

VEGETABLES = ("ajo", "tomate", "cebolla", "albahaca")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        await kitchen.get("/cortar/ajo")
        water = asyncio.create_task(kitchen.get("/agua"))
        for vegetable in VEGETABLES[1:]:
            await kitchen.get(f"/cortar/{vegetable}")
        print((await water).json())
        print((await kitchen.get("/salsa")).json())


asyncio.run(main())
