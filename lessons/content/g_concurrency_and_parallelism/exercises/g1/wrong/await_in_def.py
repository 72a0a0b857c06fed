import asyncio
import os

import httpx


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        print(await kitchen.get("/encargo"))


asyncio.run(main())
