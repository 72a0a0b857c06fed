import asyncio
import os

import requests
from fastapi import FastAPI

app = FastAPI()
session = requests.Session()


async def fetch(q):
    await asyncio.sleep(0)
    return session.get(os.environ["COCINA"] + f"/recetas/{q}").json()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    return await fetch(q)
