# Reach an address of the internet.
import socket
for address in (("1.1.1.1", 80), ("93.184.215.14", 443)):
    try:
        socket.create_connection(address, 1)
        print("BREACH connected to", address)
    except OSError as error:
        print("denied", error)
