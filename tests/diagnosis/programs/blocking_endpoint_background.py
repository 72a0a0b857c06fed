# expect: blocking-sleep@12|blocking-endpoint@12
# kind: app
# load: /order/{user} 5
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


async def send_mail(n):
    time.sleep(0.08)


@app.post("/order/{n}")
@app.get("/order/{n}")
async def order(n: int, later: BackgroundTasks):
    later.add_task(send_mail, n)
    return {"n": n}
