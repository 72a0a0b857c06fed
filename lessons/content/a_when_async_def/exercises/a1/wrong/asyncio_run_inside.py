import asyncio
import os

import httpx
from fastapi import FastAPI

app = FastAPI()


async def fetch(q):
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        return (await kitchen.get(f"/recetas/{q}")).json()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    return asyncio.run(fetch(q))
