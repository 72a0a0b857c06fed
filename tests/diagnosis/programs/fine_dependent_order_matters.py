# expect: nothing
# service: kitchen
# looks-like: sequential-awaits
# why: money leaves one account before it reaches the other; the order is the point
import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as bank:
        taken = await bank.post("/withdraw/ann/50?ms=120")
        taken.raise_for_status()
        given = await bank.post("/deposit/bob/50?ms=120")
        given.raise_for_status()
    print("moved")


asyncio.run(main())
