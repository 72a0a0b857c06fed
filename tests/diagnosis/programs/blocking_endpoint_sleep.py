# expect: blocking-endpoint@13|blocking-sleep@13
# kind: app
# load: /cafe/{user} 6
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/cafe/{n}")
async def cafe(n: int):
    time.sleep(0.15)
    return {"café": n}
