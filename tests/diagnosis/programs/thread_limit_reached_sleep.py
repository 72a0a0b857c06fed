# expect: thread-limit-reached@11|thread-limit-reached@12|thread-limit-reached@13
# kind: app
# load: /slow/{user} 60
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/slow/{n}")
def slow(n: int):
    time.sleep(0.25)
    return {"n": n}
