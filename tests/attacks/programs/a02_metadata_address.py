# Reach the metadata address of a cloud.
import socket
try:
    socket.create_connection(("169.254.169.254", 80), 1)
    print("BREACH metadata")
except OSError as error:
    print("denied", error)
