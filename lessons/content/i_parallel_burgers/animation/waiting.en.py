import time
from concurrent.futures import ThreadPoolExecutor

CASHIERS = 8
ORDERS = 24
TIME = 0.2


def serve(n):
    time.sleep(TIME)


with ThreadPoolExecutor(CASHIERS) as counter:
    for n in range(1, ORDERS + 1):
        counter.submit(serve, n)

print(f"CPU: {time.process_time():.2f} s")
