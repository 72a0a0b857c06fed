# expect: block-hidden-in-helper@12|block-hidden-in-helper@16|blocking-sleep@12|blocking-endpoint@16
# kind: app
# load: /pedido/{user} 5
# why: an async dependency that calls a blocking function stops the loop as a route would
import time
from typing import Annotated
from fastapi import Depends, FastAPI

app = FastAPI()

def busca_sesion(n):
    time.sleep(.13)
    return {"sesion": n}

async def sesion(n: int):
    return busca_sesion(n)

@app.get("/pedido/{n}")
async def pedido(n: int, s: Annotated[dict, Depends(sesion)]):
    return s
