import asyncio
import os

import httpx


async def cut(kitchen):
    for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
        await kitchen.get(f"/cortar/{vegetable}")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        await asyncio.gather(kitchen.get("/agua"), cut(kitchen), kitchen.get("/salsa"))


asyncio.run(main())
