import asyncio
import os

import httpx


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        job = (await kitchen.get("/encargo")).json()
        numbers = [job["a"], job["b"], job["c"], job["d"]]
        stamps = await asyncio.gather(*(asyncio.to_thread(sella, n) for n in numbers))
        for n, stamp in zip(numbers, stamps, strict=True):
            await kitchen.post(f"/entrega/{n}/{stamp}")


asyncio.run(main())
