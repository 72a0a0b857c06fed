# expect: task-dropped@17
# kind: app
# load: /buy/{user} 4
import asyncio

from fastapi import FastAPI

app = FastAPI()


async def mail(n):
    await asyncio.sleep(0.03)


@app.get("/buy/{n}")
async def buy(n: int):
    asyncio.get_running_loop().create_task(mail(n))
    await asyncio.sleep(0.1)
    return {"n": n}
