import asyncio
import os

import aiohttp


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=aiohttp.TCPConnector(limit=0)) as kitchen:
        for n in range(1, 501):
            async with kitchen.get(f"/mesa/{n}") as answer:
                print(await answer.json())


asyncio.run(main())
