import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import requests
from fastapi import FastAPI

CELLAR = os.environ["COCINA"] + "/bodega/"

app = FastAPI()
helpers = ThreadPoolExecutor(3)


def look_up(wine):
    """The cellar's own client. It blocks: its thread stands still until the answer comes."""
    return requests.get(CELLAR + wine).json()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/vinos")
async def wines(n: str):
    return await asyncio.get_running_loop().run_in_executor(helpers, look_up, n)
