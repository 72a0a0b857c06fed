import os
import types

import requests

KITCHEN = os.environ["COCINA"]


def correr(voucher):
    return voucher


voucher = requests.get(KITCHEN + "/comanda", timeout=10).json()["vale"]
requests.get(f"{KITCHEN}/entrega/{voucher}", timeout=10)
requests.get(f"{KITCHEN}/aviso", timeout=10)
print("servilletas")
