import asyncio
import os

import httpx

KITCHEN = os.environ["KITCHEN"]
WAITS = (900, 200, 500, 350, 700)


async def dish(client, ms):
    await client.get(f"{KITCHEN}/dish?ms={ms}")
    return ms


async def main():
    async with httpx.AsyncClient() as client:
        dishes = [dish(client, ms) for ms in WAITS]
        for done, first in enumerate(asyncio.as_completed(dishes), 1):
            ms = await first
            print(f"{'#' * done:5} {done} of {len(dishes)}: served the one of {ms} ms")


asyncio.run(main())
