import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/burger/{user}")
async def hamburguesa(user: int):
    time.sleep(0.1)
    return {"user": user}


@app.get("/menu")
async def carta():
    return {"burger": 9}


@app.get("/ping")
async def ping():
    return "pong"
