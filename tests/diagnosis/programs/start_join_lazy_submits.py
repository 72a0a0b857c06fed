# expect: start-join-in-loop@13|start-join-in-loop@14|start-join-in-loop@15
import time
from concurrent.futures import ThreadPoolExecutor


def shrink(photo):
    time.sleep(0.1)
    return photo + ".small"


def main():
    with ThreadPoolExecutor(max_workers=4) as pool:
        futures = (pool.submit(shrink, photo) for photo in ("a", "b", "c", "d"))
        for future in futures:
            print(future.result())


main()
