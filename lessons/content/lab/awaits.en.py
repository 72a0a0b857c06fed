import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/burger/{user}")
async def burger(user: int):
    await asyncio.sleep(0.1)
    return {"user": user}


@app.get("/menu")
async def menu():
    return {"burger": 9}


@app.get("/ping")
async def ping():
    return "pong"
