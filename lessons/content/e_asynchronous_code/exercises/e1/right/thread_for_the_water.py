import os
from threading import Thread

import requests

KITCHEN = os.environ["COCINA"]

water = Thread(target=requests.get, args=(f"{KITCHEN}/agua",))
water.start()
for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
    requests.get(f"{KITCHEN}/cortar/{vegetable}")
water.join()
print(requests.get(f"{KITCHEN}/salsa").json())
