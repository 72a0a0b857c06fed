import os
import threading

import requests

KITCHEN = os.environ["COCINA"]


def serve(n):
    print(requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json())


for n in range(1, 25):
    cashier = threading.Thread(target=serve, args=(n,))
    cashier.start()
    cashier.join()
