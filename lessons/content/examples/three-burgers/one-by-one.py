import os

import httpx

KITCHEN = os.environ["KITCHEN"]


def cook(client, n):
    print(f"order {n}: sent")
    client.get(f"{KITCHEN}/burger/{n}?ms=500")
    print(f"order {n}: ready")


with httpx.Client() as client:
    for n in (1, 2, 3):
        cook(client, n)
