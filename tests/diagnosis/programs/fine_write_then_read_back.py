# expect: nothing
# service: kitchen
# looks-like: sequential-awaits await-in-loop
import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        made = await client.post("/orders?ms=90", json={"dish": "soup"})
        seen = await client.get("/orders?ms=90")
        await client.delete("/orders/1?ms=90")
        print(made.status_code, seen.status_code)


asyncio.run(main())
