import time
from concurrent.futures import ThreadPoolExecutor

CAJEROS = 8
PEDIDOS = 24
TIEMPO = 0.2


def atiende(n):
    time.sleep(TIEMPO)


with ThreadPoolExecutor(CAJEROS) as mostrador:
    for n in range(1, PEDIDOS + 1):
        mostrador.submit(atiende, n)

print(f"CPU: {time.process_time():.2f} s")
