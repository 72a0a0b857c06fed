import asyncio
import os

import httpx


async def main():
    seats = asyncio.Semaphore(8)
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:

        async def serve(n):
            async with seats:
                return (await kitchen.get(f"/hamburguesa/{n}")).json()

        print(await asyncio.gather(*(serve(n) for n in range(1, 25))))


asyncio.run(main())
