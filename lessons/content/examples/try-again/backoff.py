import asyncio
import os
import random

import httpx

KITCHEN = os.environ["KITCHEN"]
tries = 0


async def order(client, n):
    global tries
    pause = 0.3
    while True:
        tries += 1
        answer = await client.get(f"{KITCHEN}/dish/{n}?ms=1000")
        if answer.status_code == 200:
            return
        await asyncio.sleep(random.uniform(0.5, 1) * pause)
        pause = min(2 * pause, 1.2)


async def main():
    async with httpx.AsyncClient() as client:
        await asyncio.gather(*(order(client, n) for n in range(10)))
    print(f"10 served in {tries} tries")


asyncio.run(main())
