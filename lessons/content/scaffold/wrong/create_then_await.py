import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        soup = await asyncio.create_task(kitchen.get("/sopa"))
        bread = await asyncio.create_task(kitchen.get("/pan"))
        print(soup.json(), bread.json())


asyncio.run(main())
