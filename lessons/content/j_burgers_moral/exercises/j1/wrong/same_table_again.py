import asyncio
import os

import aiohttp


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=aiohttp.TCPConnector(limit=0)) as kitchen:

        async def serve(_):
            async with kitchen.get("/mesa/1") as answer:
                return await answer.json()

        await asyncio.gather(*(serve(n) for n in range(1, 501)))


asyncio.run(main())
