# expect: nothing
# looks-like: blocking-wait thread-race
import queue
import threading
import time

pedidos = queue.Queue(maxsize=4)
hechos = queue.Queue()


def cocinero():
    while (plato := pedidos.get()) is not None:
        time.sleep(0.04)
        hechos.put(plato)


hilos = [threading.Thread(target=cocinero) for _ in range(3)]
for h in hilos:
    h.start()
for n in range(9):
    pedidos.put(n)
for _ in hilos:
    pedidos.put(None)
for h in hilos:
    h.join()
print(hechos.qsize())
