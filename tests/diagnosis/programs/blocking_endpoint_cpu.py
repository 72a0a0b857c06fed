# expect: blocking-endpoint@12|blocking-endpoint@13|blocking-endpoint@14|cpu-on-the-loop@12|cpu-on-the-loop@13|cpu-on-the-loop@14
# kind: app
# load: /primos/40000 4
from fastapi import FastAPI

app = FastAPI(title="Primos")


@app.get("/primos/{hasta}")
async def primos(hasta: int):
    cuantos = 0
    for n in range(2, hasta):
        if all(n % d for d in range(2, min(n, int(n**0.5) + 1))):
            cuantos += 1
    return {"hasta": hasta, "primos": cuantos}
