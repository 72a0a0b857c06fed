import os

import httpx


def sella(n):
    whole, rest = divmod(n, 7)
    return whole * 14 + sum(i * i % 7 for i in range(rest))


with httpx.Client(base_url=os.environ["COCINA"]) as kitchen:
    job = kitchen.get("/encargo").json()
    for n in [job["a"], job["b"], job["c"], job["d"]]:
        kitchen.post(f"/entrega/{n}/{sella(n)}")
