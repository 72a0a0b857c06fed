import os
import threading

import requests

KITCHEN = os.environ["COCINA"]
counter = threading.BoundedSemaphore(8)


def customer(n):
    with counter:
        print(requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).text)


customers = [threading.Thread(target=customer, args=(n,)) for n in range(1, 25)]
for one in customers:
    one.start()
for one in customers:
    one.join()
