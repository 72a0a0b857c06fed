from fastapi import FastAPI, UploadFile


def modelo(datos):
    pixeles = list(datos)
    suave = [(pixeles[i - 1] + pixeles[i] + pixeles[(i + 1) % len(pixeles)]) // 3 for i in range(len(pixeles))]
    return sum(suave) % 10


app = FastAPI()


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.post("/clasifica")
def classify(foto: UploadFile):
    return {"clase": modelo(foto.file.read())}
