import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        uid = kitchen.get("/perfil").json()["uid"]
        print(await asyncio.gather(kitchen.get(f"/compras/{uid}"), kitchen.get(f"/sugerencias/{uid}")))


asyncio.run(main())
