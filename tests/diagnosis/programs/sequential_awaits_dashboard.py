# expect: sequential-awaits@20|sequential-awaits@21|sequential-awaits@22
# service: kitchen
# twin: fine_tasks_dashboard.py
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
        profile = await self._get("profile")
        purchases = await self._get("purchases")
        offers = await self._get("offers")
        return {"profile": profile, "purchases": purchases, "offers": offers}


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        print(await Dashboard(client, "u7").load())


asyncio.run(main())
