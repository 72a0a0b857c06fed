# expect: thread-for-nothing@10|thread-for-nothing@11|thread-for-nothing@12
# kind: app
# load: /health 40
from fastapi import FastAPI

app = FastAPI()
VERSION = "1.4.2"


@app.get("/health")
def health():
    return {"ok": True, "version": VERSION}
