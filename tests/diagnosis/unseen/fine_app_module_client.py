# expect: nothing
# kind: app
# service: kitchen
# load: /p/{token} 10
# looks-like: client-is-free blocking-http
import os, httpx
from fastapi import FastAPI
app = FastAPI()
cliente = httpx.AsyncClient(base_url=os.environ["COCINA"], timeout=10)
@app.get("/p/{x}")
async def p(x: str): return (await cliente.get(f"/p/{x}?ms=150")).json()
