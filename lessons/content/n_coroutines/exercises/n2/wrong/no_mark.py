import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        for _ in range(2):
            orders = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
            await asyncio.gather(*orders)


asyncio.run(main())
