# expect: nothing
# looks-like: pool-too-small
import time
from concurrent.futures import ThreadPoolExecutor


def consulta(n):
    time.sleep(0.1)
    return n


with ThreadPoolExecutor(max_workers=12) as pool:
    print(len(list(pool.map(consulta, range(12)))))
