# expect: nothing
# kind: app
# service: kitchen
# load: /recipes?q={token} 12
# looks-like: blocking-endpoint blocking-http client-is-free
import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"], timeout=30) as client:
        app.state.kitchen = client
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/recipes")
async def recipes(q: str):
    answer = await app.state.kitchen.get(f"/recipes/{q}?ms=200")
    return answer.json()
