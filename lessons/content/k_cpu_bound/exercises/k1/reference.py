import asyncio
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


@asynccontextmanager
async def lifespan(app):
    with ProcessPoolExecutor() as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/sello")
async def stamp(n: int):
    loop = asyncio.get_running_loop()
    return {"x": await loop.run_in_executor(app.state.pool, sella, n)}
