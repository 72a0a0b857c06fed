# expect: nothing
# service: kitchen
# looks-like: pool-too-small
import os, requests
from concurrent.futures import ThreadPoolExecutor
def pide(n): return requests.get(os.environ["COCINA"] + f"/p{n}?ms=120").status_code
with ThreadPoolExecutor(15) as tp:
    fs = [tp.submit(pide, n) for n in range(15)]
    print(sum(f.result() for f in fs))
