# expect: start-join-in-loop@8|start-join-in-loop@9|start-join-in-loop@17
import threading
import time


def in_background(func, *args):
    thread = threading.Thread(target=func, args=args)
    thread.start()
    thread.join()


def upload(name):
    time.sleep(0.1)


for name in ["a.txt", "b.txt", "c.txt"]:
    in_background(upload, name)
