import time
from concurrent.futures import ThreadPoolExecutor


def serve(n):
    time.sleep(0.1)
    return {"ruta": f"/hamburguesa/{n}", "sello": "90b1f3c27a"}


with ThreadPoolExecutor(max_workers=8) as cashiers:
    print(list(cashiers.map(serve, range(1, 25))))
