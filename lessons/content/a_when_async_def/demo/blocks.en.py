import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/table/{n}")
async def table(n: int):
    time.sleep(0.2)
    return {"table": n}


async def call(client, n, start):
    await client.get(f"/table/{n}")
    print(f"table {n}, after {time.perf_counter() - start:.2f} s")


async def ten_at_once():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://grill") as client:
        start = time.perf_counter()
        await asyncio.gather(*(call(client, n, start) for n in range(1, 11)))


asyncio.run(ten_at_once())
