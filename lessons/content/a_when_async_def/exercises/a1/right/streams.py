import asyncio
import json
import os
from urllib.parse import quote, urlsplit

from fastapi import FastAPI

app = FastAPI()
kitchen = urlsplit(os.environ["COCINA"])


async def fetch(path):
    reader, writer = await asyncio.open_connection(kitchen.hostname, kitchen.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {kitchen.netloc}\r\nConnection: close\r\n\r\n".encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    return json.loads(body)


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/recetas")
async def recipes(q: str):
    return await fetch(f"/recetas/{quote(q)}")
