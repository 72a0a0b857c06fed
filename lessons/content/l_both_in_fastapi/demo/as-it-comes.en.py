import asyncio
import time

import httpx
from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/photos")
async def upload(request: Request):
    print("your function begins,", moment())
    received = 0
    async for piece in request.stream():
        received += len(piece)
    return {"bytes": received}


@app.get("/ping")
async def ping():
    print("ping answered,", moment())
    return {"ok": True}


async def pieces():
    yield b'--linea\r\ncontent-disposition: form-data; name="photo"; filename="taco.jpg"\r\n\r\n'
    for _ in range(10):
        await asyncio.sleep(0.1)
        yield b"x" * 20_000
    yield b"\r\n--linea--\r\n"


def moment():
    return f"after {time.perf_counter() - start:.2f} s"


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app") as client:
        headers = {"content-type": "multipart/form-data; boundary=linea"}
        sending = asyncio.create_task(client.post("/photos", content=pieces(), headers=headers))
        await asyncio.sleep(0.5)
        await client.get("/ping")
        print((await sending).json())


start = time.perf_counter()
asyncio.run(main())
