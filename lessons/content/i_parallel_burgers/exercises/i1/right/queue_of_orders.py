import os
import queue
import threading

import requests

KITCHEN = os.environ["COCINA"]
orders = queue.Queue()


def cashier():
    with requests.Session() as session:
        while (n := orders.get()) is not None:
            print(session.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10).json()["sello"])


for n in range(1, 25):
    orders.put(n)
for _ in range(8):
    orders.put(None)
cashiers = [threading.Thread(target=cashier) for _ in range(8)]
for one in cashiers:
    one.start()
for one in cashiers:
    one.join()
