# expect: sequential-awaits@11|sequential-awaits@12|sequential-awaits@13|sequential-awaits@14
# service: kitchen
import asyncio
import os

import aiohttp


async def home(base):
    async with aiohttp.ClientSession(base) as session:
        async with session.get("/weather?ms=160") as answer:
            sky = await answer.json()
        async with session.get("/traffic?ms=160") as answer:
            road = await answer.json()
    return sky["ruta"], road["ruta"]


print(asyncio.run(home(os.environ["KITCHEN"])))
