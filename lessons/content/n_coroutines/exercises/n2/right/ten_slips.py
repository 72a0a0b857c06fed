import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        first = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        second = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        await kitchen.get("/marca")
        await asyncio.gather(*first)
        await asyncio.gather(*second)


asyncio.run(main())
