# expect: thread-limit-reached@15|thread-limit-reached@18|thread-limit-reached@19|thread-limit-reached@20
# kind: app
# service: kitchen
# load: /plato/{token} 70
import os

import requests
from fastapi import FastAPI

app = FastAPI()
COCINA = os.environ["COCINA"]


def pide(nombre: str) -> dict:
    return requests.get(f"{COCINA}/plato/{nombre}?ms=300").json()


@app.get("/plato/{nombre}")
def plato(nombre: str):
    return pide(nombre)
