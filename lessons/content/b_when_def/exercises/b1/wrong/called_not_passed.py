import os

import requests
from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

CELLAR = os.environ["COCINA"] + "/bodega/"

app = FastAPI()


def look_up(wine):
    """The cellar's own client. It blocks: its thread stands still until the answer comes."""
    return requests.get(CELLAR + wine).json()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/vinos")
async def wines(n: str):
    return await run_in_threadpool(look_up(n))
