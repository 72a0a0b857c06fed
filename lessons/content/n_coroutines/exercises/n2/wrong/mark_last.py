import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        for _ in range(2):
            await asyncio.gather(*(kitchen.get(f"/plato/{dish}") for dish in range(5)))
        await kitchen.get("/marca")


asyncio.run(main())
