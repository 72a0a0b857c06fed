import asyncio
import os

import aiohttp


async def main():
    seats = asyncio.Semaphore(50)
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=aiohttp.TCPConnector(limit=0)) as kitchen:

        async def serve(n):
            async with seats, kitchen.get(f"/mesa/{n}") as answer:
                return await answer.json()

        print(len(await asyncio.gather(*(serve(n) for n in range(1, 501)))))


asyncio.run(main())
