import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        orders = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        mark = kitchen.get("/marca")
        print(mark)
        await asyncio.gather(*orders)
        await asyncio.gather(*(kitchen.get(f"/plato/{dish}") for dish in range(5)))


asyncio.run(main())
