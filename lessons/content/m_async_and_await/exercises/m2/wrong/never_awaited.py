import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        uid = (await kitchen.get("/perfil")).json()["uid"]
        purchases = await kitchen.get(f"/compras/{uid}")
        suggestions = kitchen.get(f"/sugerencias/{uid}")
        print(purchases.json(), suggestions)


asyncio.run(main())
