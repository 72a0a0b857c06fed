# expect: sequential-awaits@14|sequential-awaits@15|sequential-awaits@16|sequential-awaits@17
# service: kitchen
import asyncio
import os

import aiohttp


class Panel:
    def __init__(self, session):
        self.session = session

    async def load(self):
        users = await self.session.get("/users?ms=150")
        names = await users.json()
        sales = await self.session.get("/sales?ms=180")
        sold = await sales.json()
        return names["ruta"] + sold["ruta"]


async def main():
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as session:
        print(await Panel(session).load())


asyncio.run(main())
