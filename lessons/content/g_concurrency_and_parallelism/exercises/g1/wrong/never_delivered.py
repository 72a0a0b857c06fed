import os
from concurrent.futures import ProcessPoolExecutor

import httpx


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


if __name__ == "__main__":
    job = httpx.get(os.environ["COCINA"] + "/encargo").json()
    with ProcessPoolExecutor() as workers:
        print(list(workers.map(sella, [job["a"], job["b"], job["c"], job["d"]])))
