# expect: nothing
# looks-like: threads-for-cpu
import time
from concurrent.futures import ThreadPoolExecutor


def fetch(n):
    time.sleep(0.2)
    return sum(range(n * 1000))


with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(fetch, range(4))))
