# expect: sequential-awaits@21|sequential-awaits@22
# service: kitchen
import asyncio
import os

import aiohttp


async def weather(session, city):
    async with session.get(f"/weather/{city}?ms=200") as r:
        return (await r.json())["ruta"]


async def news(session):
    async with session.get("/news?ms=200") as r:
        return (await r.json())["ruta"]


async def main():
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as session:
        sky = await weather(session, "Lugo")
        headlines = await news(session)
    print(sky, headlines)


asyncio.run(main())
