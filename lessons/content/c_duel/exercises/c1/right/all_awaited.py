import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Query, Request


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        yield {"kitchen": kitchen}


app = FastAPI(lifespan=lifespan)


async def ask(request: Request, path: str):
    answer = await request.state.kitchen.get(path)
    return answer.json()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/precios")
async def prices(request: Request, x: str):
    return await ask(request, f"/precios/{x}")


@app.get("/recetas")
async def recipes(request: Request, x: str):
    return await ask(request, f"/recetas/{x}")


@app.get("/stock")
async def stock(request: Request, x: str):
    return await ask(request, f"/stock/{x}")


@app.get("/facturas")
async def invoices(request: Request, x: str):
    return await ask(request, f"/facturas/{x}")


@app.get("/total")
async def total(n: list[int] = Query()):
    return {"total": sum(n)}
