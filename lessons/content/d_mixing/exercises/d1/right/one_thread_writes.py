import os
import queue
import threading
from contextlib import asynccontextmanager

import httpx
import requests
from fastapi import FastAPI

KITCHEN = os.environ["COCINA"]
visits = queue.SimpleQueue()


@asynccontextmanager
async def lifespan(app):
    writer = threading.Thread(target=write)
    writer.start()
    async with httpx.AsyncClient(base_url=KITCHEN) as client:
        app.state.kitchen = client
        yield
    visits.put(None)


app = FastAPI(lifespan=lifespan)


def write():
    while (who := visits.get()) is not None:
        log_visit(who)


def log_visit(who):
    """Writes a visit down. It blocks: its thread stands still until it is written."""
    requests.post(f"{KITCHEN}/registro/{who}")


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/noticias")
async def news(u: str):
    answer = await app.state.kitchen.get(f"/noticias/{u}")
    visits.put(u)
    return answer.json()
