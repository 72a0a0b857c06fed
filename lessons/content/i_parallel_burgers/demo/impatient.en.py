import time
from concurrent.futures import ThreadPoolExecutor


def serve(n):
    end = time.perf_counter() + 0.2
    while time.perf_counter() < end:
        pass
    return n


before = time.process_time()
with ThreadPoolExecutor(8) as till:
    for n in till.map(serve, range(24)):
        print("out", n + 1)
used = (time.process_time() - before) * 1000
print(f"we used {used:.0f} ms of CPU")
