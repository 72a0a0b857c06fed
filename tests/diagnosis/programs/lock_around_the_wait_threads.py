# expect: lock-around-the-wait@10|lock-around-the-wait@11
import threading
import time

candado = threading.Lock()
resultados = {}


def descarga(nombre):
    with candado:
        time.sleep(0.12)
        resultados[nombre] = len(nombre)


hilos = [threading.Thread(target=descarga, args=(n,)) for n in ("uno", "dos", "tres", "cuatro")]
for hilo in hilos:
    hilo.start()
for hilo in hilos:
    hilo.join()
print(resultados)
