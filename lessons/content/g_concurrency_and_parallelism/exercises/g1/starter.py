import os

import httpx


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


if __name__ == "__main__":
    with httpx.Client(base_url=os.environ["COCINA"]) as kitchen:
        job = kitchen.get("/encargo").json()
        for n in [job["a"], job["b"], job["c"], job["d"]]:
            kitchen.post(f"/entrega/{n}/{sella(n)}")
