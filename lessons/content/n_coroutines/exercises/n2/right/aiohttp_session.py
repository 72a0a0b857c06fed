import asyncio
import os

import aiohttp


async def fetch(kitchen, path):
    async with kitchen.get(path) as answer:
        return await answer.json()


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as kitchen:
        pocket = [fetch(kitchen, f"/plato/{dish}") for dish in range(5)]
        await fetch(kitchen, "/marca")
        await asyncio.gather(*pocket)
        await asyncio.gather(*(fetch(kitchen, f"/plato/{dish}") for dish in range(5)))


asyncio.run(main())
