import asyncio
import os

import aiohttp


def serve(kitchen, n):
    return await kitchen.get(f"/mesa/{n}")


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=aiohttp.TCPConnector(limit=0)) as kitchen:
        await asyncio.gather(*(serve(kitchen, n) for n in range(1, 501)))


asyncio.run(main())
