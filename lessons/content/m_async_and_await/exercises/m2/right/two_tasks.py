import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        uid = (await kitchen.get("/perfil")).json()["uid"]
        first = asyncio.create_task(kitchen.get(f"/compras/{uid}"))
        second = asyncio.create_task(kitchen.get(f"/sugerencias/{uid}"))
        print((await first).json())
        print((await second).json())


asyncio.run(main())
