import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        soup, bread = await asyncio.gather(kitchen.get("/sopa"), kitchen.get("/pan"))
        print(soup.json(), bread.json())


asyncio.run(main())
