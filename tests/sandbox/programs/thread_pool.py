import time
from concurrent.futures import ThreadPoolExecutor


def grill(n):
    time.sleep(0.25)
    if n == 3:
        raise ValueError("burnt")
    return n


with ThreadPoolExecutor(2) as pool:
    orders = [pool.submit(grill, n) for n in range(4)]
print([order.exception() for order in orders])
