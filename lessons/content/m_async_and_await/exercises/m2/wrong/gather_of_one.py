import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        uid = (await kitchen.get("/perfil")).json()["uid"]
        [purchases] = await asyncio.gather(kitchen.get(f"/compras/{uid}"))
        [suggestions] = await asyncio.gather(kitchen.get(f"/sugerencias/{uid}"))
        print(purchases.json(), suggestions.json())


asyncio.run(main())
