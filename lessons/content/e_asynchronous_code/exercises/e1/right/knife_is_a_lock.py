import asyncio
import os

import httpx

knife = asyncio.Lock()


async def cut(kitchen, vegetable):
    async with knife:
        await kitchen.get(f"/cortar/{vegetable}")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        cuts = [cut(kitchen, vegetable) for vegetable in ("ajo", "tomate", "cebolla", "albahaca")]
        await asyncio.gather(kitchen.get("/agua"), *cuts)
        await kitchen.get("/salsa")


asyncio.run(main())
