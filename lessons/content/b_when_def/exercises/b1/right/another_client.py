import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=os.environ["COCINA"], timeout=30) as client:
        app.state.cellar = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/vinos")
async def wines(n: str):
    answer = await app.state.cellar.get(f"/bodega/{n}")
    return answer.json()
