import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/report")
async def report():
    await asyncio.sleep(1)
    return {"pages": 12}


@app.get("/ping")
async def ping():
    return {"ok": True}


async def ask(client, route, start):
    await client.get(route)
    print(f"{route}, after {time.perf_counter() - start:.2f} s")


async def almost_at_once():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://grill") as client:
        start = time.perf_counter()
        await asyncio.gather(ask(client, "/report", start), ask(client, "/ping", start))


asyncio.run(almost_at_once())
