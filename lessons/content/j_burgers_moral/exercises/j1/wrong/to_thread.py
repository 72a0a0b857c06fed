import asyncio
import os

import requests


def serve(n):
    return requests.get(f"{os.environ['COCINA']}/mesa/{n}", timeout=30).json()


async def main():
    print(len(await asyncio.gather(*(asyncio.to_thread(serve, n) for n in range(1, 501)))))


asyncio.run(main())
