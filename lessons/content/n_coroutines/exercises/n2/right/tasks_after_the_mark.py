import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        recipes = [f"/plato/{dish}" for dish in range(5)]
        await kitchen.get("/marca")
        for _ in range(2):
            tasks = [asyncio.create_task(kitchen.get(path)) for path in recipes]
            for task in tasks:
                await task


asyncio.run(main())
