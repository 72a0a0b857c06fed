# expect: blocking-endpoint@21|blocking-http@21
# kind: app
# service: kitchen
# load: /recipes?q={token} 5
import os

import requests
from fastapi import FastAPI

KITCHEN = os.environ["KITCHEN"]
app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recipes")
async def recipes(q: str):
    answer = requests.get(f"{KITCHEN}/recipes/{q}?ms=150")
    return answer.json()
