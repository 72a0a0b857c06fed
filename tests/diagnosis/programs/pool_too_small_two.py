# expect: pool-too-small@12|pool-too-small@13
# twin: fine_pool_twelve.py
import time
from concurrent.futures import ThreadPoolExecutor


def consulta(n):
    time.sleep(0.1)
    return n


with ThreadPoolExecutor(max_workers=2) as pool:
    print(len(list(pool.map(consulta, range(12)))))
