# expect: nothing
# looks-like: processes-for-tiny-work
from multiprocessing import Pool
import time


def fetch(number):
    time.sleep(0.15)
    return number


if __name__ == "__main__":
    with Pool(4) as pool:
        print(pool.map(fetch, range(8)))
