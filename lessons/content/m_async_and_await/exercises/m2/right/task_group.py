import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        uid = (await kitchen.get("/perfil")).json()["uid"]
        async with asyncio.TaskGroup() as group:
            purchases = group.create_task(kitchen.get(f"/compras/{uid}"))
            suggestions = group.create_task(kitchen.get(f"/sugerencias/{uid}"))
        print(purchases.result().json(), suggestions.result().json(), sep="\n")


asyncio.run(main())
