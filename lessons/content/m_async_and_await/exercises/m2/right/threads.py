import os
from concurrent.futures import ThreadPoolExecutor

import requests

kitchen = os.environ["COCINA"]
uid = requests.get(f"{kitchen}/perfil").json()["uid"]
with ThreadPoolExecutor() as pool:
    for answer in pool.map(requests.get, [f"{kitchen}/compras/{uid}", f"{kitchen}/sugerencias/{uid}"]):
        print(answer.json())
