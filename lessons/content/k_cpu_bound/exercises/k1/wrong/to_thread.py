import asyncio

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
    return {"x": await asyncio.to_thread(sella, n)}
