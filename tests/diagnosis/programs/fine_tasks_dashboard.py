# expect: nothing
# service: kitchen
# looks-like: sequential-awaits create-then-await
import asyncio
import os

import httpx


class Dashboard:
    def __init__(self, client, user):
        self.client = client
        self.user = user

    async def _get(self, what):
        reply = await self.client.get(f"/{what}/{self.user}?ms=180")
        return reply.json()["sello"]

    async def load(self):
        profile = asyncio.create_task(self._get("profile"))
        purchases = asyncio.create_task(self._get("purchases"))
        offers = asyncio.create_task(self._get("offers"))
        return {"profile": await profile, "purchases": await purchases, "offers": await offers}


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        print(await Dashboard(client, "u7").load())


asyncio.run(main())
