# expect: nothing
# looks-like: blocking-sleep
import time


def semaforo(color, segundos):
    print(color)
    time.sleep(segundos)


def ciclo():
    for color, segundos in (("verde", 0.12), ("ámbar", 0.05), ("rojo", 0.12)):
        semaforo(color, segundos)


if __name__ == "__main__":
    ciclo()
    print("fin del ciclo")
