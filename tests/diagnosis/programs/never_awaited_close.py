# expect: never-awaited@13
# service: kitchen
import asyncio
import os

import httpx


async def main():
    client = httpx.AsyncClient(base_url=os.environ["KITCHEN"])
    reply = await client.get("/menu?ms=150")
    print(reply.status_code)
    client.aclose()


asyncio.run(main())
