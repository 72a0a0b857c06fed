import asyncio
import time

import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/mesa/{n}")
async def mesa(n: int):
    time.sleep(0.2)
    return {"mesa": n}


async def llama(cliente, n, inicio):
    await cliente.get(f"/mesa/{n}")
    print(f"mesa {n}, a los {time.perf_counter() - inicio:.2f} s")


async def diez_a_la_vez():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parrilla") as cliente:
        inicio = time.perf_counter()
        await asyncio.gather(*(llama(cliente, n, inicio) for n in range(1, 11)))


asyncio.run(diez_a_la_vez())
