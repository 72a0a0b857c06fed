import asyncio
import os
from functools import partial

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"], timeout=30) as kitchen:
        recipes = [partial(kitchen.get, f"/plato/{dish}") for dish in range(5)]
        await kitchen.get("/marca")
        for _ in range(2):
            done, _ = await asyncio.wait({asyncio.ensure_future(recipe()) for recipe in recipes})
            print(sorted(task.result().json()["ruta"] for task in done))


asyncio.run(main())
