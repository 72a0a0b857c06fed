import asyncio
import time

import httpx
from fastapi import FastAPI

PERSONAS = 40

app = FastAPI()


@app.get("/vino")
def vino():
    time.sleep(0.2)
    return {"servido": True}


async def pide(cliente, inicio):
    await cliente.get("/vino")
    return time.perf_counter() - inicio


async def todas_a_la_vez():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bodega") as cliente:
        inicio = time.perf_counter()
        esperas = await asyncio.gather(*(pide(cliente, inicio) for _ in range(PERSONAS)))
    print(f"la primera, a los {min(esperas):.2f} s")
    print(f"la última, a los {max(esperas):.2f} s")


asyncio.run(todas_a_la_vez())
