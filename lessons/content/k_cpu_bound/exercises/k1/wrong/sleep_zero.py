import asyncio

from fastapi import FastAPI

app = FastAPI()


async def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
        if i % 2000 == 0:
            await asyncio.sleep(0)
    return x


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/sello")
async def stamp(n: int):
    return {"x": await sella(n)}
