import time
from concurrent.futures import ThreadPoolExecutor


def serve(n):
    time.sleep(0.2)
    return n


before = time.process_time()
with ThreadPoolExecutor(8) as till:
    for n in till.map(serve, range(24)):
        print("out", n + 1)
used = (time.process_time() - before) * 1000
print(f"we used {used:.0f} ms of CPU")
