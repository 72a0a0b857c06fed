import asyncio
from concurrent.futures import ProcessPoolExecutor

from fastapi import FastAPI

app = FastAPI()
pool = ProcessPoolExecutor()


def half(first, last):
    return sum(i * i % 7 for i in range(first, last))


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/sello")
async def stamp(n: int):
    loop = asyncio.get_running_loop()
    halves = [(0, n // 2), (n // 2 + 5, n)]
    parts = await asyncio.gather(*(loop.run_in_executor(pool, half, *ends) for ends in halves))
    return {"x": sum(parts)}
