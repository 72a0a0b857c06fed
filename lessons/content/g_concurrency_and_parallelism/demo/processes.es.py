import time
from concurrent.futures import ProcessPoolExecutor


def cuenta(nombre):
    """Ocupa un núcleo durante medio segundo."""
    print(f"empieza {nombre}", flush=True)
    fin = time.thread_time() + 0.5
    while time.thread_time() < fin:
        sum(i * i for i in range(500))
    print(f"termina {nombre}", flush=True)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as obreros:
        list(obreros.map(cuenta, ["uno", "dos"]))
