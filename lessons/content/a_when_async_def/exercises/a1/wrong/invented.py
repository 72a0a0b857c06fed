import asyncio
import hashlib

from fastapi import FastAPI

app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    await asyncio.sleep(0.3)
    return {"ruta": f"/recetas/{q}", "sello": hashlib.sha256(q.encode()).hexdigest()[:10]}
