import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        await asyncio.gather(*(kitchen.get(f"/plato/{n}") for n in range(1, 21)))
        bill = await kitchen.get("/cuenta/" + "-".join(["8c41f2"] * 20))
        print(bill.json())


asyncio.run(main())
