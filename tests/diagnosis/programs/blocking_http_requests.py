# expect: blocking-http@13
# service: kitchen
# twin: fine_http_async_client.py
import asyncio
import os

import requests

BASE = os.environ["KITCHEN"]


async def fetch(dish):
    response = requests.get(f"{BASE}/recipes/{dish}?ms=150")
    return response.json()["ruta"]


async def main():
    dishes = ["soup", "taco", "salad", "flan"]
    print(await asyncio.gather(*[fetch(d) for d in dishes]))


asyncio.run(main())
