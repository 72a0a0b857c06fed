import asyncio
import multiprocessing
from contextlib import asynccontextmanager

from fastapi import FastAPI


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


@asynccontextmanager
async def lifespan(app):
    with multiprocessing.Pool(4) as app.state.pool:
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/sello")
async def stamp(n: int):
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def arrive(x):
        loop.call_soon_threadsafe(done.set_result, x)

    app.state.pool.apply_async(sella, (n,), callback=arrive)
    return {"x": await done}
