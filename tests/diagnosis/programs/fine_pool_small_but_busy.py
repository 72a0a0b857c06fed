# expect: nothing
# looks-like: pool-too-small
import time
from concurrent.futures import ThreadPoolExecutor


def job(number):
    time.sleep(0.1)
    return number


with ThreadPoolExecutor(max_workers=8) as pool:
    print(sum(pool.map(job, range(8))))
