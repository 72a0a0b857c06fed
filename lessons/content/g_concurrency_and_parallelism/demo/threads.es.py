import threading
import time


def cuenta(nombre):
    """Ocupa un núcleo durante medio segundo."""
    print(f"empieza {nombre}", flush=True)
    fin = time.thread_time() + 0.5
    while time.thread_time() < fin:
        sum(i * i for i in range(500))
    print(f"termina {nombre}", flush=True)


hilos = [threading.Thread(target=cuenta, args=(nombre,)) for nombre in ("uno", "dos")]
for hilo in hilos:
    hilo.start()
for hilo in hilos:
    hilo.join()
