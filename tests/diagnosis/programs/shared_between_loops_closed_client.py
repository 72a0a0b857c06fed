# expect: shared-between-loops@13|shared-between-loops@17
# service: kitchen
# exit: 1
import asyncio
import os

import httpx

client = httpx.AsyncClient(base_url=os.environ["KITCHEN"])


async def ask(path):
    return (await client.get(path)).status_code


print(asyncio.run(ask("/a?ms=60")))
print(asyncio.run(ask("/b?ms=60")))
