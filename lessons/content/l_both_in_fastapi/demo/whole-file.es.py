import asyncio
import time

import httpx
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/fotos")
async def sube(foto: UploadFile):
    print("tu función empieza,", momento())
    return {"bytes": len(await foto.read())}


@app.get("/ping")
async def ping():
    print("ping respondido,", momento())
    return {"ok": True}


async def trozos():
    yield b'--linea\r\ncontent-disposition: form-data; name="foto"; filename="taco.jpg"\r\n\r\n'
    for _ in range(10):
        await asyncio.sleep(0.1)
        yield b"x" * 20_000
    yield b"\r\n--linea--\r\n"


def momento():
    return f"a los {time.perf_counter() - inicio:.2f} s"


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app") as cliente:
        cabeceras = {"content-type": "multipart/form-data; boundary=linea"}
        subida = asyncio.create_task(cliente.post("/fotos", content=trozos(), headers=cabeceras))
        await asyncio.sleep(0.5)
        await cliente.get("/ping")
        print((await subida).json())


inicio = time.perf_counter()
asyncio.run(main())
