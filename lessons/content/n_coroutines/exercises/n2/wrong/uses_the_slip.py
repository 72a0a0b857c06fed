import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        orders = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        await kitchen.get("/marca")
        print([order.json() for order in orders])


asyncio.run(main())
