import os
from threading import Thread
from urllib.request import urlopen

KITCHEN = os.environ["COCINA"]
served = {}


def serve(n):
    with urlopen(f"{KITCHEN}/hamburguesa/{n}") as answer:
        served[n] = answer.read()


for first in (1, 9, 17):
    cashiers = [Thread(target=serve, args=(n,)) for n in range(first, first + 8)]
    for cashier in cashiers:
        cashier.start()
    for cashier in cashiers:
        cashier.join()
print(len(served), "servidas")
