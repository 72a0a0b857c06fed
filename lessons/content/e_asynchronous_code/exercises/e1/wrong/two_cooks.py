import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["COCINA"]

with ThreadPoolExecutor(3) as cooks:
    water = cooks.submit(requests.get, f"{KITCHEN}/agua")
    for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
        cooks.submit(requests.get, f"{KITCHEN}/cortar/{vegetable}")
print(requests.get(f"{KITCHEN}/salsa").json())
