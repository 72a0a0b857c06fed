import socket
import threading
import time

ours, theirs = socket.socketpair()


def slow_server():
    time.sleep(0.2)
    theirs.sendall(b"ready")


threading.Thread(target=slow_server).start()
reader = ours.makefile("rb")
reader.read(5)
