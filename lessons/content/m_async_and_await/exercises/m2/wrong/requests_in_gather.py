import asyncio
import os

import requests

kitchen = os.environ["COCINA"]


async def fetch(path):
    return requests.get(kitchen + path).json()


async def main():
    uid = (await fetch("/perfil"))["uid"]
    print(await asyncio.gather(fetch(f"/compras/{uid}"), fetch(f"/sugerencias/{uid}")))


asyncio.run(main())
