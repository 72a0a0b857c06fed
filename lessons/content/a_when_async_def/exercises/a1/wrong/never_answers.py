import asyncio

from fastapi import FastAPI

app = FastAPI()
answered = asyncio.Event()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    await answered.wait()
    return {"ruta": f"/recetas/{q}"}
