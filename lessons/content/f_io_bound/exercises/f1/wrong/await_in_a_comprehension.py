import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        answers = [await kitchen.get(f"/plato/{n}") for n in range(1, 21)]
        seals = [answer.json()["sello"][:6] for answer in answers]
        bill = await kitchen.get("/cuenta/" + "-".join(seals))
        print(bill.json())


asyncio.run(main())
