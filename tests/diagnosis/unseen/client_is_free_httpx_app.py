# expect: client-is-free@10|client-is-free@12|client-is-free@16
# kind: app
# service: kitchen
# load: /p/{token} 10
# allow: cpu-on-the-loop blocking-endpoint
import os, httpx
from fastapi import FastAPI
app = FastAPI()
async def trae(ruta):
    cliente = httpx.AsyncClient(timeout=10)
    try:
        return (await cliente.get(os.environ["COCINA"] + ruta)).json()
    finally:
        await cliente.aclose()
@app.get("/p/{x}")
async def p(x: str): return await trae(f"/p/{x}?ms=150")
