import os

import requests

KITCHEN = os.environ["COCINA"]

requests.get(f"{KITCHEN}/agua")
for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
    requests.get(f"{KITCHEN}/cortar/{vegetable}")
print(requests.get(f"{KITCHEN}/salsa").json())
