# expect: pool-too-small@14|pool-too-small@20
# service: kitchen
import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["KITCHEN"]
SIZE = 2


class Importer:
    def __init__(self):
        self.pool = ThreadPoolExecutor(SIZE, thread_name_prefix="import")

    def one(self, number):
        return requests.get(f"{KITCHEN}/row/{number}?ms=80", timeout=5).json()["ruta"]

    def all(self, numbers):
        return list(self.pool.map(self.one, numbers))


importer = Importer()
print(len(importer.all(range(10))))
importer.pool.shutdown()
