# expect: nothing
# looks-like: start-join-in-loop
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def fetch(number):
    time.sleep(0.1)
    return number + 1


with ThreadPoolExecutor(4) as pool:
    futures = [pool.submit(fetch, number) for number in range(4)]
    for future in as_completed(futures):
        print(future.result())
