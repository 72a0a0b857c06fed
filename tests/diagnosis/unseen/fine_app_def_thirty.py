# expect: nothing
# kind: app
# load: /old/{user} 30
# looks-like: thread-limit-reached blocking-endpoint
import time
from fastapi import FastAPI
app = FastAPI()
@app.get("/old/{n}")
def old(n: int): time.sleep(.2); return n
