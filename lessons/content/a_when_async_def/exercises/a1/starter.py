import os

import requests
from fastapi import FastAPI

KITCHEN = os.environ["COCINA"]

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    answer = requests.get(f"{KITCHEN}/recetas/{q}")
    return answer.json()
