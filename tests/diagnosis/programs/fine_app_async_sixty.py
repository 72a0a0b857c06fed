# expect: nothing
# kind: app
# load: /slow/{user} 60
# looks-like: thread-limit-reached
import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/slow/{n}")
async def slow(n: int):
    await asyncio.sleep(0.25)
    return {"n": n}
