import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/async/{n}")
async def cooked(n: int):
    await asyncio.sleep(0.02)
    return n


@app.get("/def")
def grilled():
    time.sleep(0.05)
    return "grilled"


@app.get("/burnt")
async def burnt():
    raise ValueError("burnt")


async def main():
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://kitchen") as client:
        paths = ["/async/1", "/async/2", "/def", "/def", "/burnt", "/nothing"]
        answers = await asyncio.gather(*(client.get(path) for path in paths))
    print([answer.status_code for answer in answers])


asyncio.run(main())
