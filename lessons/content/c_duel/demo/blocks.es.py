import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/informe")
async def informe():
    time.sleep(1)
    return {"hojas": 12}


@app.get("/ping")
async def ping():
    return {"ok": True}


async def pide(cliente, ruta, inicio):
    await cliente.get(ruta)
    print(f"{ruta}, a los {time.perf_counter() - inicio:.2f} s")


async def casi_a_la_vez():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parrilla") as cliente:
        inicio = time.perf_counter()
        await asyncio.gather(pide(cliente, "/informe", inicio), pide(cliente, "/ping", inicio))


asyncio.run(casi_a_la_vez())
