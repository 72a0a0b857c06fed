import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def table(user: int = 0):
    await asyncio.sleep(0.1)
    return {"user": user}


@app.get("/ping")
async def ping():
    return "pong"
