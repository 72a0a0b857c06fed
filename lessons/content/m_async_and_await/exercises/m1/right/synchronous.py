import os

import requests

KITCHEN = os.environ["COCINA"]

order = requests.get(f"{KITCHEN}/pedidos/7", timeout=10).json()
total = requests.get(f"{KITCHEN}/precio/{order['numero']}", timeout=10).json()["precio"]
requests.post(f"{KITCHEN}/guardar/{total}", timeout=10).raise_for_status()
print("total", total)
