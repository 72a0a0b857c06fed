import asyncio
import os
from collections import Counter

import httpx

KITCHEN = os.environ["KITCHEN"]


async def order(client, stoves, n):
    async with stoves:
        answer = await client.get(f"{KITCHEN}/dish/{n}")
    return answer.status_code


async def main():
    stoves = asyncio.Semaphore(4)
    async with httpx.AsyncClient() as client:
        codes = Counter(await asyncio.gather(*(order(client, stoves, n) for n in range(12))))
    print(f"served {codes[200]}, turned away {codes[503]}")


asyncio.run(main())
