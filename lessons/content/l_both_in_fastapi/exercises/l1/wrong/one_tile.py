from fastapi import FastAPI, UploadFile


def modelo(datos):
    pixeles = list(datos)
    suave = [(pixeles[i - 1] + pixeles[i] + pixeles[(i + 1) % len(pixeles)]) // 3 for i in range(len(pixeles))]
    return sum(suave)


app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.post("/clasifica")
async def classify(foto: UploadFile):
    data = await foto.read()
    return {"clase": modelo(data[:1000]) * (len(data) // 1000) % 10}
