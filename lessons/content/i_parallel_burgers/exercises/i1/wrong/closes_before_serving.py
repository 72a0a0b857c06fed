import os
import threading
import time

import requests

KITCHEN = os.environ["COCINA"]
seats = threading.Semaphore(8)


def serve(n):
    with seats:
        requests.get(f"{KITCHEN}/hamburguesa/{n}", timeout=10)


for n in range(1, 25):
    threading.Thread(target=serve, args=(n,), daemon=True).start()
time.sleep(0.15)
print("cerramos")
