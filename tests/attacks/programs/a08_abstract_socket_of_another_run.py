# Listen on an abstract name that another run could meet.
import socket, time
s = socket.socket(socket.AF_UNIX)
s.bind("\0parrilla-rendezvous")
s.listen()
s.settimeout(0.5)
try:
    s.accept()
    print("BREACH somebody came")
except TimeoutError:
    print("nobody came")
