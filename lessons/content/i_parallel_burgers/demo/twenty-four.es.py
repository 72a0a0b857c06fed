import time
from concurrent.futures import ThreadPoolExecutor


def atiende(n):
    time.sleep(0.2)
    return n


antes = time.process_time()
with ThreadPoolExecutor(24) as caja:
    for n in caja.map(atiende, range(24)):
        print("sale", n + 1)
gasto = (time.process_time() - antes) * 1000
print(f"gastamos {gasto:.0f} ms de CPU")
