# expect: coroutine-as-value@16|never-awaited@16|coroutine-as-value@17|never-awaited@17|coroutine-as-value@18|never-awaited@18
# kind: app
# load: /me/{user} 3
import asyncio

from fastapi import FastAPI

app = FastAPI()


async def find(n):
    await asyncio.sleep(0.05)
    return {"n": n}


@app.get("/me/{n}")
async def me(n: int):
    return find(n)
