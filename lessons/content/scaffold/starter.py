import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        soup = await kitchen.get("/sopa")
        bread = await kitchen.get("/pan")
        print(soup.json(), bread.json())


asyncio.run(main())
