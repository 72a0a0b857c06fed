import os
import threading

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    print(requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json())


cashiers = []
for n in range(1, 25):
    cashier = threading.Thread(target=serve(n))
    cashiers.append(cashier)
for cashier in cashiers:
    cashier.start()
