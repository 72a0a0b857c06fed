# expect: lock-around-the-wait@13|lock-around-the-wait@14
# service: kitchen
import asyncio
import os

import httpx

total = 0


async def add_price(client, turn, item):
    global total
    async with turn:
        answer = await client.get(f"/price/{item}?ms=90")
        total += len(answer.json()["ruta"])


async def main():
    turn = asyncio.Lock()
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        await asyncio.gather(*(add_price(client, turn, item) for item in range(4)))
    print(total)


asyncio.run(main())
