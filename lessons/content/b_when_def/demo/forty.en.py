import asyncio
import time

import httpx
from fastapi import FastAPI

PEOPLE = 40

app = FastAPI()


@app.get("/wine")
def wine():
    time.sleep(0.2)
    return {"poured": True}


async def ask(client, start):
    await client.get("/wine")
    return time.perf_counter() - start


async def all_at_once():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://cellar") as client:
        start = time.perf_counter()
        waits = await asyncio.gather(*(ask(client, start) for _ in range(PEOPLE)))
    print(f"the first, after {min(waits):.2f} s")
    print(f"the last, after {max(waits):.2f} s")


asyncio.run(all_at_once())
