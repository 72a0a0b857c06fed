# expect: client-is-free@22|client-is-free@23
# kind: app
# service: kitchen
# load: /recetas?q={token} 10
# allow: cpu-on-the-loop blocking-endpoint
# why: ten clients, each of which reads the certificates on the loop's thread
import os

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recetas(q: str):
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as cliente:
        respuesta = await cliente.get(f"/recetas/{q}?ms=200")
    return respuesta.json()
