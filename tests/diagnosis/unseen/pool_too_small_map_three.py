# expect: pool-too-small@7|pool-too-small@8
# service: kitchen
# twin: fine_pool_fifteen.py
import os, requests
from concurrent.futures import ThreadPoolExecutor
def pide(n): return requests.get(os.environ["COCINA"] + f"/p{n}?ms=120").status_code
with ThreadPoolExecutor(3) as tp:
    fs = [tp.submit(pide, n) for n in range(15)]
    print(sum(f.result() for f in fs))
