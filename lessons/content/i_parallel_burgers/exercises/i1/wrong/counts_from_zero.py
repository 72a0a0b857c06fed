import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    return requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json()


with ThreadPoolExecutor(max_workers=8) as cashiers:
    print(list(cashiers.map(serve, range(24))))
