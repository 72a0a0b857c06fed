import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        orders = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        print("en el bolsillo:", len(orders))
        await kitchen.get("/marca")
        await asyncio.gather(*orders)
        print("primera ronda servida")
        await asyncio.gather(*orders)
        print("segunda ronda servida")


asyncio.run(main())
