import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        orders = [kitchen.get(f"/plato/{dish}") for dish in range(5)]
        await kitchen.get("/marca")
        await asyncio.gather(*orders)
        again = [asyncio.create_task(kitchen.get(f"/plato/{dish}")) for dish in range(5)]
        await asyncio.sleep(0.02)
        print("pedidos otra vez:", len(again))


asyncio.run(main())
