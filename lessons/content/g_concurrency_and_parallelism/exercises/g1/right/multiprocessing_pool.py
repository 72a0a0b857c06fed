import multiprocessing
import os

import requests

KITCHEN = os.environ["COCINA"]


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


def both(n):
    return n, sella(n)


if __name__ == "__main__":
    job = requests.get(f"{KITCHEN}/encargo", timeout=10).json()
    with multiprocessing.Pool(2) as pool:
        for n, stamp in pool.imap_unordered(both, [job[name] for name in "abcd"]):
            requests.post(f"{KITCHEN}/entrega/{n}/{stamp}", timeout=10)
