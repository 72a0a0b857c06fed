# expect: start-join-in-loop@12
import time
from concurrent.futures import ThreadPoolExecutor


def fetch(number):
    time.sleep(0.1)
    return number + 1


with ThreadPoolExecutor(4) as pool:
    print([pool.submit(fetch, number).result() for number in range(4)])
