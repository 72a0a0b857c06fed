import os
from contextlib import asynccontextmanager
from typing import Annotated

import aiohttp
import httpx
import requests
from fastapi import FastAPI, Query

KITCHEN = os.environ["COCINA"]

suppliers = httpx.Client(base_url=KITCHEN)


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=KITCHEN) as market, aiohttp.ClientSession(KITCHEN) as books:
        app.state.market, app.state.books = market, books
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/precios")
async def prices(x: str):
    answer = await app.state.market.get(f"/precios/{x}")
    return answer.json()


@app.get("/recetas")
async def recipes(x: str):
    async with app.state.books.get(f"/recetas/{x}") as answer:
        return await answer.json()


@app.get("/stock")
def stock(x: str):
    return requests.get(f"{KITCHEN}/stock/{x}").json()


@app.get("/facturas")
def invoices(x: str):
    return suppliers.get(f"/facturas/{x}").json()


@app.get("/total")
async def total(n: Annotated[list[int], Query()]):
    return {"total": sum(n)}
