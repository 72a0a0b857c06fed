from fastapi import BackgroundTasks, FastAPI, UploadFile


def modelo(datos):
    pixeles = list(datos)
    suave = [(pixeles[i - 1] + pixeles[i] + pixeles[(i + 1) % len(pixeles)]) // 3 for i in range(len(pixeles))]
    return sum(suave) % 10


app = FastAPI()
classes = {}


@app.get("/ping")
async def ping():
    return {"ok": True}


def keep(name, data):
    classes[name] = modelo(data)


@app.post("/clasifica")
async def classify(foto: UploadFile, later: BackgroundTasks):
    later.add_task(keep, foto.filename, await foto.read())
    return {"clase": classes.get(foto.filename)}
