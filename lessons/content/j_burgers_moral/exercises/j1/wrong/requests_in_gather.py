import asyncio
import os

import requests


async def serve(n):
    return requests.get(f"{os.environ['COCINA']}/mesa/{n}", timeout=30).json()


async def main():
    print(len(await asyncio.gather(*(serve(n) for n in range(1, 501)))))


asyncio.run(main())
