import asyncio
import os

import httpx


async def cook(kitchen, dish):
    answer = await kitchen.get(f"/plato/{dish}")
    return answer.json()["sello"]


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        pocket = [cook(kitchen, dish) for dish in range(5)]
        answer = await kitchen.get("/marca")
        answer.raise_for_status()
        print(await asyncio.gather(*pocket))
        again = [cook(kitchen, dish) for dish in range(5)]
        print(await asyncio.gather(*again))


asyncio.run(main())
