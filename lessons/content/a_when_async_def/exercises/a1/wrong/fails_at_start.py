import os

import httpx
from fastapi import FastAPI

app = FastAPI()
kitchen = httpx.AsyncClient(base_url=os.environ["KITCHEN_URL"])


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    answer = await kitchen.get(f"/recetas/{q}")
    return answer.json()
