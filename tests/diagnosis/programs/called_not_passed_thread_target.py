# expect: called-not-passed@14
# allow: start-join-in-loop
import threading
import time


def riega(planta):
    time.sleep(0.15)
    print("regada", planta)


hilos = []
for planta in ("rosa", "tomate", "menta"):
    hilo = threading.Thread(target=riega(planta))
    hilo.start()
    hilos.append(hilo)
for hilo in hilos:
    hilo.join()
