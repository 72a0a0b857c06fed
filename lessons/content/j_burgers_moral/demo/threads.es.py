import threading
import time


def memoria():
    """MB que el programa tiene en memoria ahora."""
    with open("/proc/self/statm") as cuenta:
        return int(cuenta.read().split()[1]) * 4096 / 1e6


antes = memoria()
hilos = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(400)]
for hilo in hilos:
    hilo.start()
print(f"400 hilos esperando: {memoria() - antes:.1f} MB más")
for hilo in hilos:
    hilo.join()
print(f"y {time.process_time() * 1000:.0f} ms de CPU en total")
