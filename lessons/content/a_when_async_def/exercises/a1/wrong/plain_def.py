import os

import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
def recipes(q: str):
    return requests.get(os.environ["COCINA"] + f"/recetas/{q}").json()
