import asyncio
import os

import requests

KITCHEN = os.environ["KITCHEN"]


def fetch(n):
    return requests.get(f"{KITCHEN}/recipe/{n}?ms=300").json()


async def main():
    recipes = await asyncio.gather(*(asyncio.to_thread(fetch, n) for n in range(4)))
    print(len(recipes), "recipes")


asyncio.run(main())
