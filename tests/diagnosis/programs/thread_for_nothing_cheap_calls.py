# expect: thread-for-nothing@12|thread-for-nothing@13
# kind: app
# load: /now/{user} 30
from datetime import datetime

from fastapi import FastAPI

app = FastAPI()
NAMES = {"a": 1}


@app.get("/now/{n}")
def now(n: int):
    return {"n": n, "now": datetime.now().isoformat(), "known": len(NAMES)}
