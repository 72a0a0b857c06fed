import os
from contextlib import asynccontextmanager

import httpx
import requests
from fastapi import BackgroundTasks, FastAPI

KITCHEN = os.environ["COCINA"]


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=KITCHEN) as client:
        app.state.kitchen = client
        yield


app = FastAPI(lifespan=lifespan)


def log_visit(who):
    """Writes a visit down. It blocks: its thread stands still until it is written."""
    requests.post(f"{KITCHEN}/registro/{who}")


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/noticias")
async def news(u: str, after: BackgroundTasks):
    answer = await app.state.kitchen.get(f"/noticias/{u}")
    after.add_task(log_visit, u)
    return answer.json()
