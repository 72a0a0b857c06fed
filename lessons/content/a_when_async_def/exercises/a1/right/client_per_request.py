import os

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    async with httpx.AsyncClient(base_url=os.environ["COCINA"], timeout=30) as kitchen:
        answer = await kitchen.get(f"/recetas/{q}")
    return answer.json()
