import asyncio
import os

import httpx
from fastapi import FastAPI

app = FastAPI()
kitchen = httpx.AsyncClient(base_url=os.environ["COCINA"])
seats = asyncio.Semaphore(10)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    async with seats:
        answer = await kitchen.get(f"/recetas/{q}")
    return answer.json()
