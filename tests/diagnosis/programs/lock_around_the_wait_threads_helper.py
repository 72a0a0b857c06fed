# expect: lock-around-the-wait@15|lock-around-the-wait@16
import threading
import time
from concurrent.futures import ThreadPoolExecutor

gate = threading.Lock()


def download(name):
    time.sleep(0.09)
    return name * 2


def worker(name):
    with gate:
        body = download(name)
    return len(body)


with ThreadPoolExecutor(max_workers=4) as pool:
    print(list(pool.map(worker, ["a", "bb", "ccc", "dddd"])))
