# expect: lock-around-the-wait@14|lock-around-the-wait@28|lock-around-the-wait@29
# kind: app
# load: /seat/{user} 6
import asyncio
from contextlib import asynccontextmanager

from fastapi import FastAPI

turn = asyncio.Semaphore(1)


@asynccontextmanager
async def one_at_a_time():
    async with turn:
        yield


app = FastAPI()


async def seat_map(number):
    await asyncio.sleep(0.08)
    return {"seat": number}


@app.get("/seat/{number}")
async def seat(number: int):
    async with one_at_a_time():
        return await seat_map(number)
