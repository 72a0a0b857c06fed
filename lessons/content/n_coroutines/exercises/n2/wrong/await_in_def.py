import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        cook = lambda dish: await kitchen.get(f"/plato/{dish}")
        await kitchen.get("/marca")
        await asyncio.gather(*(cook(dish) for dish in range(5)))


asyncio.run(main())
