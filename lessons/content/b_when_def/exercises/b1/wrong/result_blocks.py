import os
from concurrent.futures import ThreadPoolExecutor

import requests
from fastapi import FastAPI

CELLAR = os.environ["COCINA"] + "/bodega/"

app = FastAPI()
helpers = ThreadPoolExecutor(40)


def look_up(wine):
    """The cellar's own client. It blocks: its thread stands still until the answer comes."""
    return requests.get(CELLAR + wine).json()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/vinos")
async def wines(n: str):
    return helpers.submit(look_up, n).result()
