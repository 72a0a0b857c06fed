import os

import requests

KITCHEN = os.environ["COCINA"]

uid = requests.get(f"{KITCHEN}/perfil").json()["uid"]
purchases = requests.get(f"{KITCHEN}/compras/{uid}")
suggestions = requests.get(f"{KITCHEN}/sugerencias/{uid}")
print(purchases.json())
print(suggestions.json())
