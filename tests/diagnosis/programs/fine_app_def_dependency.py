# expect: nothing
# kind: app
# load: /me?token=abc 10
# looks-like: thread-for-nothing async-without-await block-hidden-in-helper
import time

from fastapi import Depends, FastAPI

app = FastAPI()


def session(token: str):
    time.sleep(0.1)  # an old driver; FastAPI calls this dependency in a thread
    return {"token": token}


@app.get("/me")
async def me(found=Depends(session)):
    return found
