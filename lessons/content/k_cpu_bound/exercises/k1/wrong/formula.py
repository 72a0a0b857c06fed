from fastapi import FastAPI

app = FastAPI()


def sella(n):
    return n // 7 * 14 + sum(i * i % 7 for i in range(n % 7))


@app.get("/ping")
async def ping():
    return {"ok": True}


@app.get("/sello")
async def stamp(n: int):
    return {"x": sella(n)}
