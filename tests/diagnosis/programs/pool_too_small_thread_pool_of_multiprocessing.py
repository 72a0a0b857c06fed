# expect: pool-too-small@11|pool-too-small@12
import time
from multiprocessing.pool import ThreadPool


def check(number):
    time.sleep(0.1)
    return number % 2


with ThreadPool(2) as pool:
    print(pool.map(check, range(8), chunksize=1))
