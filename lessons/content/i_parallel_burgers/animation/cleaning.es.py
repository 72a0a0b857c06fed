import time
from concurrent.futures import ProcessPoolExecutor

CAJEROS = 8
PEDIDOS = 24
TIEMPO = 0.2


def limpia(n):
    fin = time.process_time() + TIEMPO
    while time.process_time() < fin:
        pass


if __name__ == "__main__":
    with ProcessPoolExecutor(CAJEROS) as local:
        for n in range(1, PEDIDOS + 1):
            local.submit(limpia, n)
