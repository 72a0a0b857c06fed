import os
from concurrent.futures import ThreadPoolExecutor

import httpx

kitchen = httpx.AsyncClient(base_url=os.environ["COCINA"])


def serve(n):
    return await kitchen.get(f"/hamburguesa/{n}")


with ThreadPoolExecutor(max_workers=8) as cashiers:
    print(list(cashiers.map(serve, range(1, 25))))
