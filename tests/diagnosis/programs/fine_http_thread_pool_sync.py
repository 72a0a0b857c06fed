# expect: nothing
# service: kitchen
# looks-like: blocking-http threads-for-cpu
import os
from concurrent.futures import ThreadPoolExecutor

import requests

KITCHEN = os.environ["KITCHEN"]


def status(path):
    return requests.get(KITCHEN + path).status_code


paths = [f"/health/{n}?ms=100" for n in range(8)]
with ThreadPoolExecutor(max_workers=8) as pool:
    print(sum(code == 200 for code in pool.map(status, paths)), "healthy")
