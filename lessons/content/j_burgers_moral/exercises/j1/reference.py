import asyncio
import os

import aiohttp


async def main():
    connections = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=connections) as kitchen:

        async def serve(n):
            async with kitchen.get(f"/mesa/{n}") as answer:
                return await answer.json()

        tables = await asyncio.gather(*(serve(n) for n in range(1, 501)))
        print(len(tables), "mesas atendidas")


asyncio.run(main())
