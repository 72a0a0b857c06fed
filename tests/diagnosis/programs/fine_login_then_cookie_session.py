# expect: nothing
# service: kitchen
# looks-like: sequential-awaits
import asyncio
import os

import aiohttp


async def main():
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as session:
        async with session.post("/login?ms=120", json={"name": "ada"}) as answer:
            await answer.json()
        async with session.get("/me?ms=120") as answer:
            me = await answer.json()
        print(me["ruta"])


asyncio.run(main())
