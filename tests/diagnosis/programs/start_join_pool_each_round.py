# expect: start-join-in-loop@12|start-join-in-loop@13
import time
from concurrent.futures import ThreadPoolExecutor


def convert(name):
    time.sleep(0.1)
    return name


for name in ("one", "two", "three"):
    with ThreadPoolExecutor() as pool:
        future = pool.submit(convert, name)
    print(future.result())
