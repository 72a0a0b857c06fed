import os
from concurrent.futures import ProcessPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    return requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json()


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=8) as cashiers:
        print(list(cashiers.map(serve, range(1, 25))))
