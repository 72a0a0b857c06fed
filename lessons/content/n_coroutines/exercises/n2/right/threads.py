import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]


def cook(path):
    return requests.get(KITCHEN + path, timeout=30).json()


orders = [f"/plato/{dish}" for dish in range(5)]
cook("/marca")
with ThreadPoolExecutor(5) as pool:
    print(list(pool.map(cook, orders)))
    print(list(pool.map(cook, orders)))
