# expect: nothing
# service: kitchen
# looks-like: blocking-http block-hidden-in-helper
import asyncio
import os

import requests

URL = os.environ["COCINA"]


def pide(plato):
    return requests.get(f"{URL}/{plato}?ms=200", timeout=5).json()["ruta"]


async def main():
    platos = await asyncio.gather(
        asyncio.to_thread(pide, "sopa"),
        asyncio.to_thread(pide, "tortilla"),
        asyncio.to_thread(pide, "flan"),
    )
    print(platos)


asyncio.run(main())
