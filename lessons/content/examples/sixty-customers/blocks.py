import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def table(user: int = 0):
    time.sleep(0.1)
    return {"user": user}


@app.get("/ping")
async def ping():
    return "pong"
