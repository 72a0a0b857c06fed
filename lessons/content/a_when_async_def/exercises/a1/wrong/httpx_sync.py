import os

import httpx
from fastapi import FastAPI

app = FastAPI()
kitchen = httpx.Client(base_url=os.environ["COCINA"], timeout=60)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    return kitchen.get(f"/recetas/{q}").json()
