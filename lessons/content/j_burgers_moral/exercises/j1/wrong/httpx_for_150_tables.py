import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        tables = await asyncio.gather(*(kitchen.get(f"/mesa/{n}") for n in range(1, 151)))
        print(len(tables))


asyncio.run(main())
