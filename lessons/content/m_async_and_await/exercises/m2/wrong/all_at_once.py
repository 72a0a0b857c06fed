import asyncio
import os

import httpx


async def main():
    uid = None
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        profile, purchases, suggestions = await asyncio.gather(
            kitchen.get("/perfil"),
            kitchen.get(f"/compras/{uid}"),
            kitchen.get(f"/sugerencias/{uid}"),
        )
        uid = profile.json()["uid"]
        print(purchases.json(), suggestions.json())


asyncio.run(main())
