import asyncio
import os

import httpx

VEGETABLES = ("ajo", "tomate", "cebolla", "albahaca")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        cuts = [kitchen.get(f"/cortar/{vegetable}") for vegetable in VEGETABLES]
        await asyncio.gather(kitchen.get("/agua"), *cuts)
        print((await kitchen.get("/salsa")).json())


asyncio.run(main())
