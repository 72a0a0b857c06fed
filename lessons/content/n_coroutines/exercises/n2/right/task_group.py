import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        orders = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        await kitchen.get("/marca")
        async with asyncio.TaskGroup() as group:
            for order in orders:
                group.create_task(order)
        async with asyncio.TaskGroup() as group:
            for dish in range(5):
                group.create_task(kitchen.get(f"/plato/{dish}"))


asyncio.run(main())
