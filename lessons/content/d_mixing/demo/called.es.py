import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


def registra(n):
    time.sleep(0.2)


@app.get("/mesa/{n}")
async def mesa(n: int):
    registra(n)
    return {"mesa": n}


async def llama(cliente, n, inicio):
    await cliente.get(f"/mesa/{n}")
    return time.perf_counter() - inicio


async def cinco_a_la_vez():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parrilla") as cliente:
        inicio = time.perf_counter()
        esperas = await asyncio.gather(*(llama(cliente, n, inicio) for n in range(1, 6)))
    print(f"la primera, a los {min(esperas):.2f} s")
    print(f"la última, a los {max(esperas):.2f} s")


asyncio.run(cinco_a_la_vez())
