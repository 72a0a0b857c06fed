# expect: blocking-endpoint@22|blocking-sleep@22
# kind: app
# load: /api/quote/{user} 6
import time
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/api")


class Quotes:
    def __init__(self):
        self.calls = 0


quotes = Quotes()


@router.get("/quote/{n}")
async def quote(n: int) -> dict:
    quotes.calls += 1
    deadline = 0.13
    time.sleep(deadline)
    return {"n": n, "calls": quotes.calls}


app = FastAPI()
app.include_router(router)
