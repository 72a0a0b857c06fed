# Reach an address of the internet. Where no answer comes, the question has left all the same.
import errno, socket
for address in (("192.0.2.1", 80), ("1.1.1.1", 443)):
    try:
        socket.create_connection(address, 1)
        print("BREACH connected to", address)
    except OSError as error:
        print("denied" if error.errno == errno.ENETUNREACH else "BREACH there is a way to", address, error)
