# expect: nothing
# kind: app
# load: /cafe/{user} 12
# looks-like: blocking-endpoint thread-limit-reached
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/cafe/{n}")
def cafe(n: int):
    time.sleep(0.15)
    return {"café": n}
