import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    return requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json()


with ThreadPoolExecutor(max_workers=8) as cashiers:
    for answer in cashiers.map(serve, range(1, 25)):
        print(answer["ruta"])
