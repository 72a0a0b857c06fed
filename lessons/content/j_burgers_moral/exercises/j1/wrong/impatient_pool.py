import asyncio
import os

import httpx


async def main():
    timeout = httpx.Timeout(30, pool=0.3)
    async with httpx.AsyncClient(base_url=os.environ["COCINA"], timeout=timeout) as kitchen:
        tables = await asyncio.gather(*(kitchen.get(f"/mesa/{n}") for n in range(1, 151)))
        print(len(tables))


asyncio.run(main())
