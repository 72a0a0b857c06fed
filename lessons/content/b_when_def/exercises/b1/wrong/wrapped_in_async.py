import os

import requests
from fastapi import FastAPI

CELLAR = os.environ["COCINA"] + "/bodega/"

app = FastAPI()


def look_up(wine):
    """The cellar's own client. It blocks: its thread stands still until the answer comes."""
    return requests.get(CELLAR + wine).json()


async def look_up_async(wine):
    return look_up(wine)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/vinos")
async def wines(n: str):
    return await look_up_async(n)
