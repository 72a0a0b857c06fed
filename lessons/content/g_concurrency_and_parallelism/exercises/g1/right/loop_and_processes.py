import asyncio
import os
from concurrent.futures import ProcessPoolExecutor

import httpx


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


async def main():
    loop = asyncio.get_running_loop()
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        job = (await kitchen.get("/encargo")).json()
        with ProcessPoolExecutor(4) as workers:

            async def stamped(n):
                stamp = await loop.run_in_executor(workers, sella, n)
                await kitchen.post(f"/entrega/{n}/{stamp}")

            await asyncio.gather(*(stamped(job[name]) for name in "abcd"))


if __name__ == "__main__":
    asyncio.run(main())
