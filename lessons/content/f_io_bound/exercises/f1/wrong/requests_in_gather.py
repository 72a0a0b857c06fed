import asyncio
import os

import requests

KITCHEN = os.environ["COCINA"]


async def dish(n):
    return requests.get(f"{KITCHEN}/plato/{n}").json()["sello"][:6]


async def main():
    seals = await asyncio.gather(*(dish(n) for n in range(1, 21)))
    requests.get(f"{KITCHEN}/cuenta/{'-'.join(seals)}")


asyncio.run(main())
