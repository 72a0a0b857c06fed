# expect: nothing
# looks-like: unpicklable-work
import time
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(lambda s: time.sleep(s) or s, (0.15, 0.1, 0.15))))
