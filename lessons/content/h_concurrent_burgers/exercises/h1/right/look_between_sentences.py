import os

import requests

SHOP = os.environ["COCINA"]

with requests.Session() as shop:
    number = shop.post(f"{SHOP}/pedido").json()["turno"]
    while not shop.get(f"{SHOP}/turno/{number}?espera=0").json()["listo"]:
        shop.get(f"{SHOP}/charla")
    print(shop.post(f"{SHOP}/recoge/{number}").json())
