import asyncio
from concurrent.futures import ProcessPoolExecutor

from fastapi import FastAPI

app = FastAPI()


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/sello")
async def stamp(n: int):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        return {"x": await loop.run_in_executor(pool, sella, n)}
