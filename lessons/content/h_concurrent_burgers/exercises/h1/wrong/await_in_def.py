import asyncio
import os

import httpx


def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as shop:
        number = (await shop.post("/pedido")).json()["turno"]
        print(await shop.get(f"/turno/{number}"))


asyncio.run(main())
