import asyncio
import os

import aiohttp


async def read_order(kitchen):
    async with kitchen.get("/pedidos/7") as answer:
        return await answer.json()


async def price_of(kitchen, order):
    async with kitchen.get(f"/precio/{order['numero']}") as answer:
        return (await answer.json())["precio"]


async def save(kitchen, total):
    async with kitchen.post(f"/guardar/{total}") as answer:
        answer.raise_for_status()


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as kitchen:
        total = await price_of(kitchen, await read_order(kitchen))
        await save(kitchen, total)
        print("total", total)


asyncio.run(main())
