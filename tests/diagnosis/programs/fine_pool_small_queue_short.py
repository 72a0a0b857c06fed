# expect: nothing
# allow: pool-too-small
# looks-like: pool-too-small
import time
from concurrent.futures import ThreadPoolExecutor


def consulta(n):
    time.sleep(0.1)
    return n


with ThreadPoolExecutor(max_workers=4) as pool:
    print(list(pool.map(consulta, range(5))))
