import asyncio
import os

import httpx


async def main():
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=os.environ["COCINA"], limits=limits, timeout=60) as kitchen:
        tables = await asyncio.gather(*(kitchen.get(f"/mesa/{n}") for n in range(1, 501)))
        print(len(tables))


asyncio.run(main())
