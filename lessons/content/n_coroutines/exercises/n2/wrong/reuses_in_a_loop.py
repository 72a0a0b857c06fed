import asyncio
import os

import httpx


async def cook(kitchen, dish):
    return (await kitchen.get(f"/plato/{dish}")).json()


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        orders = [cook(kitchen, dish) for dish in range(5)]
        await kitchen.get("/marca")
        for _ in range(2):
            await asyncio.gather(*(asyncio.create_task(order) for order in orders))


asyncio.run(main())
