# expect: nothing
# kind: app
# load: /alta/{user} 6
# looks-like: blocking-endpoint task-dropped
import asyncio
import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def escribe_correo(n):
    time.sleep(0.1)


@app.get("/alta/{n}")
async def alta(n: int, tareas: BackgroundTasks):
    await asyncio.sleep(0.1)
    tareas.add_task(escribe_correo, n)
    return {"alta": n}
