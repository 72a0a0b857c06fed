import os

import requests
from fastapi import FastAPI, Query

KITCHEN = os.environ["COCINA"]
app = FastAPI()


@app.get("/ping")
def ping():
    return {"ok": True}


@app.get("/precios")
def prices(x: str):
    return requests.get(f"{KITCHEN}/precios/{x}").json()


@app.get("/recetas")
def recipes(x: str):
    return requests.get(f"{KITCHEN}/recetas/{x}").json()


@app.get("/stock")
def stock(x: str):
    return requests.get(f"{KITCHEN}/stock/{x}").json()


@app.get("/facturas")
def invoices(x: str):
    return requests.get(f"{KITCHEN}/facturas/{x}").json()


@app.get("/total")
def total(n: list[int] = Query()):
    return {"total": sum(n)}
