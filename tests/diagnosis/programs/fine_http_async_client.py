# expect: nothing
# service: kitchen
# looks-like: blocking-http
import asyncio
import os

import httpx

BASE = os.environ["KITCHEN"]


async def fetch(client, dish):
    response = await client.get(f"{BASE}/recipes/{dish}?ms=150")
    return response.json()["ruta"]


async def main():
    dishes = ["soup", "taco", "salad", "flan"]
    async with httpx.AsyncClient() as client:
        print(await asyncio.gather(*[fetch(client, d) for d in dishes]))


asyncio.run(main())
