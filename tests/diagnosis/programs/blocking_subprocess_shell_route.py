# expect: blocking-subprocess@13|blocking-endpoint@13
# kind: app
# load: /du/{user} 4
import os

from fastapi import FastAPI

app = FastAPI()


@app.get("/du/{n}")
async def usage(n: int):
    text = os.popen("sleep 0.1; echo 12").read()
    return {"n": n, "size": text.strip()}
