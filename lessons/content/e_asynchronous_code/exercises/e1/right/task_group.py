import asyncio
import os

import httpx

VEGETABLES = ("ajo", "tomate", "cebolla", "albahaca")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        async with asyncio.TaskGroup() as group:
            group.create_task(kitchen.get("/agua"))
            for vegetable in VEGETABLES:
                await kitchen.get(f"/cortar/{vegetable}")
        print((await kitchen.get("/salsa")).json())


asyncio.run(main())
