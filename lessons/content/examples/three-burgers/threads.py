import os
from concurrent.futures import ThreadPoolExecutor

import httpx

KITCHEN = os.environ["KITCHEN"]


def cook(client, n):
    print(f"order {n}: sent")
    client.get(f"{KITCHEN}/burger/{n}?ms=500")
    print(f"order {n}: ready")


with httpx.Client() as client, ThreadPoolExecutor(3) as pool:
    for n in (1, 2, 3):
        pool.submit(cook, client, n)
