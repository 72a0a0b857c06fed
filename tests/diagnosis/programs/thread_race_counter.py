# expect: thread-race@11|thread-race@13
import threading
import time

visitas = 0


def visita():
    global visitas
    for _ in range(20):
        v = visitas
        time.sleep(0.008)
        visitas = v + 1


hilos = [threading.Thread(target=visita) for _ in range(4)]
for h in hilos:
    h.start()
for h in hilos:
    h.join()
print("visitas:", visitas, "de 80")
