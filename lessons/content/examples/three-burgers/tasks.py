import asyncio
import os

import httpx

KITCHEN = os.environ["KITCHEN"]


async def cook(client, n):
    print(f"order {n}: sent")
    await client.get(f"{KITCHEN}/burger/{n}?ms=500")
    print(f"order {n}: ready")


async def main():
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*(cook(client, n) for n in (1, 2, 3)))


asyncio.run(main())
