# expect: called-not-passed@14
# allow: blocking-sleep block-hidden-in-helper blocking-wait start-join-in-loop
# exit: 1
from concurrent.futures import ThreadPoolExecutor
import time


def load(name):
    time.sleep(0.1)
    return name


with ThreadPoolExecutor() as pool:
    futures = [pool.submit(load(name)) for name in ("a", "b", "c")]
    print([future.result() for future in futures])
