import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]


def dish(n):
    return requests.get(f"{KITCHEN}/plato/{n}").json()["sello"][:6]


with ThreadPoolExecutor(8) as waiters:
    seals = list(waiters.map(dish, range(1, 21)))
requests.get(f"{KITCHEN}/cuenta/{'-'.join(seals)}")
