import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    return requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json()


with ThreadPoolExecutor(max_workers=8) as cashiers:
    for n in range(1, 25):
        print(cashiers.submit(serve, n).result())
