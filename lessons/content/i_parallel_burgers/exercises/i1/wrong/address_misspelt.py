import os
from concurrent.futures import ThreadPoolExecutor

import requests


def serve(n):
    return requests.get(os.environ["COCINERO"] + f"/hamburguesa/{n}", timeout=10).json()


with ThreadPoolExecutor(max_workers=8) as cashiers:
    print(list(cashiers.map(serve, range(1, 25))))
