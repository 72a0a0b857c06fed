# expect: start-join-in-loop@15|start-join-in-loop@16
# allow: pool-too-small
# why: handing over one thing and waiting for it before the next is the same belief as start and join in one loop
import time
from concurrent.futures import ThreadPoolExecutor


def resize(name):
    time.sleep(0.12)
    return name.upper()


with ThreadPoolExecutor(max_workers=4) as pool:
    for name in ("a.png", "b.png", "c.png", "d.png"):
        future = pool.submit(resize, name)
        print(future.result())
