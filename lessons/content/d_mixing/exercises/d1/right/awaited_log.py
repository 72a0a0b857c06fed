import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

KITCHEN = os.environ["COCINA"]


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=KITCHEN) as client:
        app.state.kitchen = client
        yield


app = FastAPI(lifespan=lifespan)


async def log_visit(who):
    await app.state.kitchen.post(f"/registro/{who}")


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/noticias")
async def news(u: str):
    answer = await app.state.kitchen.get(f"/noticias/{u}")
    await log_visit(u)
    return answer.json()
