import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:

        def orders():
            return [kitchen.get(f"/plato/{dish}") for dish in range(5)]

        pocket = orders()
        await kitchen.get("/marca")
        await asyncio.gather(*pocket)
        await asyncio.gather(*orders())


asyncio.run(main())
