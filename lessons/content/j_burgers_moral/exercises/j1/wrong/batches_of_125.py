import asyncio
import os

import aiohttp


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=aiohttp.TCPConnector(limit=0)) as kitchen:

        async def serve(n):
            async with kitchen.get(f"/mesa/{n}") as answer:
                return await answer.json()

        for first in range(1, 501, 125):
            await asyncio.gather(*(serve(n) for n in range(first, first + 125)))


asyncio.run(main())
