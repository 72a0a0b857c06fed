import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


async def record(n):
    time.sleep(0.2)


@app.get("/table/{n}")
async def table(n: int):
    await record(n)
    return {"table": n}


async def call(client, n, start):
    await client.get(f"/table/{n}")
    return time.perf_counter() - start


async def five_at_once():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://grill") as client:
        start = time.perf_counter()
        waits = await asyncio.gather(*(call(client, n, start) for n in range(1, 6)))
    print(f"the first, after {min(waits):.2f} s")
    print(f"the last, after {max(waits):.2f} s")


asyncio.run(five_at_once())
