import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        async with asyncio.TaskGroup() as group:
            soup = group.create_task(kitchen.get("/sopa"))
            bread = group.create_task(kitchen.get("/pan"))
        print(soup.result().json(), bread.result().json())


asyncio.run(main())
