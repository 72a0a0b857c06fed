# expect: read-await-write@13|read-await-write@14|read-await-write@15|read-await-write@16
# service: kitchen
import asyncio
import os

import aiohttp

points = 0


async def earn(session, amount):
    global points
    before = points
    async with session.get(f"/bonus/{amount}?ms=60") as answer:
        await answer.json()
    points = before + amount


async def main():
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as session:
        await asyncio.gather(*(earn(session, 10) for _ in range(4)))
    print(points)


asyncio.run(main())
