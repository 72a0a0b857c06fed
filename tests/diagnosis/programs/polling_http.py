# expect: polling@19|polling@21
# service: kitchen
# why: the whole state of the order is in this program; asking a hundred times tells what one event would
import asyncio
import os

import httpx

state = {"paid": False}


async def pay(client):
    await client.post("/pay?ms=400")
    state["paid"] = True


async def watch():
    looks = 0
    while not state["paid"]:
        looks += 1
        await asyncio.sleep(0.002)
    return looks


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        _, looks = await asyncio.gather(pay(client), watch())
    print("paid" if looks else "?")


asyncio.run(main())
