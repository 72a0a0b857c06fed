import asyncio
import os

import requests

SHOP = os.environ["COCINA"]


async def watch(number):
    return requests.get(f"{SHOP}/turno/{number}")


async def main():
    number = requests.post(f"{SHOP}/pedido").json()["turno"]
    screen = asyncio.create_task(watch(number))
    while not screen.done():
        await asyncio.sleep(0)
        requests.get(f"{SHOP}/charla")
    print(requests.post(f"{SHOP}/recoge/{number}").json())


asyncio.run(main())
