# expect: client-is-free@11
# service: kitchen
# allow: cpu-on-the-loop gather-of-cpu
import asyncio
import os

import httpx


async def stock(shop):
    client = httpx.AsyncClient(base_url=os.environ["KITCHEN"])
    reply = await client.get(f"/stock/{shop}?ms=100")
    await client.aclose()
    return reply.status_code


async def main():
    shops = [f"shop{n}" for n in range(8)]
    print(sum(code == 200 for code in await asyncio.gather(*map(stock, shops))))


asyncio.run(main())
