import asyncio
import os

import aiohttp


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=aiohttp.TCPConnector(limit=0)) as kitchen:

        async def serve(n):
            async with kitchen.get(f"/mesa/{n}") as answer:
                return await answer.json()

        await asyncio.gather(*(serve(n) for n in range(500)))


asyncio.run(main())
