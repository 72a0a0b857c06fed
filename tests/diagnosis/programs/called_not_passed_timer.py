# expect: called-not-passed@10
import threading
import time


def ring():
    print("ring")


timer = threading.Timer(0.1, ring())
timer.start()
time.sleep(0.2)
