# expect: client-is-free@12
# service: kitchen
# allow: await-in-loop
import asyncio
import os

import httpx


async def main():
    for number in range(5):
        async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
            print((await client.get(f"/n/{number}?ms=5")).status_code)


asyncio.run(main())
