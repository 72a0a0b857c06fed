# expect: nothing
# looks-like: thread-race
import threading
import time

resultados = [0] * 4


def cuenta(i):
    for _ in range(15):
        resultados[i] += 1
        time.sleep(0.01)


hilos = [threading.Thread(target=cuenta, args=(i,)) for i in range(4)]
for h in hilos:
    h.start()
for h in hilos:
    h.join()
print(sum(resultados))
