# expect: nothing
# kind: app
# load: /text/{user} 30
# looks-like: thread-for-nothing
from pathlib import Path
import time

from fastapi import FastAPI

app = FastAPI()
Path("/tmp/text").write_text("hello")


@app.get("/text/{n}")
def text(n: int):
    time.sleep(0.005)
    return {"n": n, "text": Path("/tmp/text").read_text()}
