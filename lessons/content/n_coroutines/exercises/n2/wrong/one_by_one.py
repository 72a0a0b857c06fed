import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        orders = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        await kitchen.get("/marca")
        for order in orders:
            await order
        for dish in range(5):
            await kitchen.get(f"/plato/{dish}")


asyncio.run(main())
