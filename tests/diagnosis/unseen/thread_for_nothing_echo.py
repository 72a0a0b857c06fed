# expect: thread-for-nothing@9|thread-for-nothing@10|thread-for-nothing@11
# kind: app
# load: /eco/{token} 40
from fastapi import FastAPI

app = FastAPI()


@app.get("/eco/{texto}")
def eco(texto: str) -> dict[str, str]:
    return {"eco": texto[::-1]}
