import os
import threading

import requests

SHOP = os.environ["COCINA"]


def watch(number, called):
    requests.get(f"{SHOP}/turno/{number}")
    called.set()


called = threading.Event()
number = requests.post(f"{SHOP}/pedido").json()["turno"]
threading.Thread(target=watch, args=(number, called)).start()
while not called.is_set():
    requests.get(f"{SHOP}/charla")
print(requests.post(f"{SHOP}/recoge/{number}").json())
