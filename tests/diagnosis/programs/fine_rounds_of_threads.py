# expect: nothing
# looks-like: start-join-in-loop
# why: the second round reads what the first one left
import threading
import time

tablero = {"ana": 0, "leo": 0}


def juega(quien, ronda):
    time.sleep(0.07)
    tablero[quien] += ronda


for ronda in (1, 2, 3):
    jugadores = [threading.Thread(target=juega, args=(q, ronda)) for q in tablero]
    for j in jugadores:
        j.start()
    for j in jugadores:
        j.join()
    print(ronda, tablero)
