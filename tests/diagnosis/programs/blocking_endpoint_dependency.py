# expect: blocking-sleep@12|blocking-endpoint@12
# kind: app
# load: /page/{user} 5
import time

from fastapi import Depends, FastAPI

app = FastAPI()


async def user_of(n: int):
    time.sleep(0.08)
    return f"user {n}"


@app.get("/page/{n}")
async def page(n: int, user: str = Depends(user_of)):
    return {"n": n, "user": user}
