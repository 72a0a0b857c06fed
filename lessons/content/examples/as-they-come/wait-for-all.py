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
        for ms in await asyncio.gather(*(dish(client, ms) for ms in WAITS)):
            print(f"served the one of {ms} ms")


asyncio.run(main())
