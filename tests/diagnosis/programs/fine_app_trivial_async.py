# expect: nothing
# kind: app
# load: /health 40
# looks-like: async-without-await thread-for-nothing
from fastapi import FastAPI

app = FastAPI()
VERSION = "1.4.2"


@app.get("/health")
async def health():
    return {"ok": True, "version": VERSION}
