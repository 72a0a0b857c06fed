import os
import threading

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    print(requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json())


cashiers = [threading.Thread(target=serve, args=(n)) for n in range(1, 25)]
for cashier in cashiers:
    cashier.start()
