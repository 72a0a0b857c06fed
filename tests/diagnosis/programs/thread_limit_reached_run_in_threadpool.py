# expect: thread-limit-reached@12|thread-limit-reached@18|thread-limit-reached@19
# kind: app
# load: /slow/{user} 55
import time

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

app = FastAPI()


def legacy(n):
    time.sleep(0.2)
    return n


@app.get("/slow/{n}")
async def slow(n: int):
    return {"n": await run_in_threadpool(legacy, n)}
