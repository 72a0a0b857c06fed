# expect: thread-limit-reached@9|thread-limit-reached@10|thread-limit-reached@11
# kind: app
# load: /v1/informe/{user} 64
from time import sleep
from fastapi import APIRouter, FastAPI

r = APIRouter(prefix="/v1")

@r.get("/informe/{quien}", name="informe")
def informe(quien: str):
    sleep(.28)
    return [quien]

app = FastAPI()
app.include_router(r)
