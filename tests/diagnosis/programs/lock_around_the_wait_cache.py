# expect: lock-around-the-wait@16|lock-around-the-wait@18
# service: kitchen
import asyncio
import os

import httpx


class Cache:
    def __init__(self, client):
        self._client = client
        self._lock = asyncio.Lock()
        self._known = {}

    async def get(self, key):
        async with self._lock:
            if key not in self._known:
                reply = await self._client.get(f"/k/{key}?ms=110")
                self._known[key] = reply.json()["sello"]
            return self._known[key]


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        cache = Cache(client)
        print(len(await asyncio.gather(*(cache.get(k) for k in "abcde"))))


asyncio.run(main())
