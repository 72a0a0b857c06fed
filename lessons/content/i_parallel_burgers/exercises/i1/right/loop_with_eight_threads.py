import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    return requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json()


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(8) as cashiers:
        orders = [loop.run_in_executor(cashiers, serve, n) for n in range(1, 25)]
        print(await asyncio.gather(*orders))


asyncio.run(main())
