import asyncio
import os
from contextlib import asynccontextmanager

import httpx
from fastapi import Depends, FastAPI, Request


@asynccontextmanager
async def lifespan(app):
    limits = httpx.Limits(max_connections=None)
    app.state.client = httpx.AsyncClient(base_url=os.environ["COCINA"], limits=limits)
    yield
    await app.state.client.aclose()


app = FastAPI(lifespan=lifespan)


async def client(request: Request):
    return request.app.state.client


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str, kitchen=Depends(client)):
    async with asyncio.TaskGroup() as group:
        task = group.create_task(kitchen.get(f"/recetas/{q}"))
    return task.result().json()
