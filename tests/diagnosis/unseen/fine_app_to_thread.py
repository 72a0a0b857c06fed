# expect: nothing
# kind: app
# load: /legacy/{user} 6
# looks-like: blocking-endpoint block-hidden-in-helper thread-for-nothing
import asyncio, time
from fastapi import FastAPI
app = FastAPI()
def legacy(n): time.sleep(.12); return n + 1
@app.get("/legacy/{n}")
async def route(n: int): return {"n": await asyncio.to_thread(legacy, n)}
