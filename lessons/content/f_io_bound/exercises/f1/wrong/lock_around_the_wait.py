import asyncio
import os

import httpx

lock = asyncio.Lock()
seals = []


async def dish(kitchen, n):
    async with lock:
        answer = await kitchen.get(f"/plato/{n}")
        seals.append(answer.json()["sello"][:6])


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        await asyncio.gather(*(dish(kitchen, n) for n in range(1, 21)))
        await kitchen.get("/cuenta/" + "-".join(seals))


asyncio.run(main())
