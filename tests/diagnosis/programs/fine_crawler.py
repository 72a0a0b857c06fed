# expect: nothing
# service: kitchen
# looks-like: await-in-loop lock-around-the-wait task-dropped
import asyncio
import os
from collections import deque

import httpx

LINKS = {
    "/": ["/menu", "/about", "/contact"],
    "/menu": ["/soup", "/fish", "/"],
    "/about": ["/team"],
    "/contact": [],
    "/soup": [],
    "/fish": ["/soup"],
    "/team": ["/"],
}


class Crawler:
    def __init__(self, client, at_once=4):
        self.client = client
        self.gate = asyncio.Semaphore(at_once)
        self.seen = {"/"}
        self.log = deque()

    async def visit(self, path):
        async with self.gate:
            reply = await self.client.get(f"{path}?ms=60")
        self.log.append((path, reply.status_code))
        fresh = [link for link in LINKS[path] if link not in self.seen]
        self.seen.update(fresh)
        await asyncio.gather(*(self.visit(link) for link in fresh))


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        crawler = Crawler(client)
        await crawler.visit("/")
    for path, status in sorted(crawler.log):
        print(path, status)


asyncio.run(main())
