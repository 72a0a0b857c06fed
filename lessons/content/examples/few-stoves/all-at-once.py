import asyncio
import os
from collections import Counter

import httpx

KITCHEN = os.environ["KITCHEN"]


async def order(client, n):
    answer = await client.get(f"{KITCHEN}/dish/{n}")
    return answer.status_code


async def main():
    async with httpx.AsyncClient() as client:
        codes = Counter(await asyncio.gather(*(order(client, n) for n in range(12))))
    print(f"served {codes[200]}, turned away {codes[503]}")


asyncio.run(main())
