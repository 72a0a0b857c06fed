# expect: start-join-in-loop@9|start-join-in-loop@10|start-join-in-loop@13
# why: start and join in the same function, called once for each
import threading, time

def baja(n): time.sleep(.12); print("bajado", n)

def en_hilo(n):
    h = threading.Thread(target=baja, args=[n])
    h.start()
    h.join()

for n in range(4):
    en_hilo(n)
