import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=os.environ["COCINA"], timeout=30) as client:
        app.state.kitchen = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    answer = await app.state.kitchen.get(f"/recetas/{q}")
    return answer.json()
