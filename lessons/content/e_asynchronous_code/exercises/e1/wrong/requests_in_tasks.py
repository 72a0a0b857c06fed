import asyncio
import os

import requests

KITCHEN = os.environ["COCINA"]


async def ask(path):
    return requests.get(KITCHEN + path).json()


async def cut():
    for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
        await ask(f"/cortar/{vegetable}")


async def main():
    await asyncio.gather(ask("/agua"), cut())
    print(await ask("/salsa"))


asyncio.run(main())
