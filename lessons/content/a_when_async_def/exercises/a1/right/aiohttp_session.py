import os
from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI

held = {}


@asynccontextmanager
async def lifespan(app):
    held["session"] = aiohttp.ClientSession(os.environ["COCINA"])
    yield
    await held["session"].close()


app = FastAPI(lifespan=lifespan)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    async with held["session"].get(f"/recetas/{q}") as answer:
        return await answer.json()
