# Resolve a name, and send a datagram out.
import socket
try:
    print("BREACH", socket.getaddrinfo("example.org", 80))
except OSError as error:
    print("denied", error)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
try:
    s.sendto(b"x", ("8.8.8.8", 53))
    print("BREACH datagram left")
except OSError as error:
    print("denied", error)
