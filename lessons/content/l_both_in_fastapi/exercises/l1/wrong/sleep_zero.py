import asyncio

from fastapi import FastAPI, UploadFile


async def modelo(datos):
    pixeles = list(datos)
    suma = 0
    for i in range(len(pixeles)):
        suma += (pixeles[i - 1] + pixeles[i] + pixeles[(i + 1) % len(pixeles)]) // 3
        if i % 2000 == 0:
            await asyncio.sleep(0)
    return suma % 10


app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.post("/clasifica")
async def classify(foto: UploadFile):
    return {"clase": await modelo(await foto.read())}
